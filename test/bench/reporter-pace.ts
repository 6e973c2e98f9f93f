/**
 * Measures the events per second of a reporter under CloudMonitor's rate limit, over a network with delays. See README.md.
 * `node test/bench/reporter-pace.ts [--seconds 60] [--out FILE]`
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { limits } from '@pushspec/contract/cloudmonitor';
import { seededRandom } from '../seeded-random.ts';
import { delayingProxy, type PassedRequest } from './delaying-proxy.ts';
import { median, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const [limit] = limits.uploadCustomEvents.rateLimits;
const { maxItems } = limits.uploadCustomEvents;

/** One-way delays and their maximum spread, in milliseconds. The median round trip takes 30 ms. */
const networks = {
  'uniform 10 to 20 ms': { spreadMs: 10, delay: (random: number) => 10 + 10 * random },
  '10 ms + exponential of 5 ms, at most 40 ms': {
    spreadMs: 30,
    delay: (random: number) => 10 + Math.min(30, -5 * Math.log(1 - random)),
  },
};

async function measure(
  algorithm: 'sliding' | 'fixed',
  { spreadMs, delay }: (typeof networks)[keyof typeof networks],
) {
  const server = await startSubject('limited', [JSON.stringify([{ ...limit, algorithm }])]);
  const random = seededRandom(20_261_125);
  const proxy = await delayingProxy(server.port, () => delay(random()));
  // Adds two windows: one to warm up, and one so that the last counted window is complete.
  const client = fork(join(import.meta.dirname, 'subjects/pusher.ts'), [
    String(proxy.port),
    String(seconds + 2 * limit.windowSeconds),
  ]);
  await new Promise((resolve) => client.once('exit', resolve));
  await proxy.close();
  await server.end();
  const start = Math.min(...proxy.passed.map(({ at }) => at)) + limit.windowSeconds * 1000;
  const counted = proxy.passed.filter(({ at }) => at >= start && at < start + seconds * 1000);
  const perSecond = counted.filter(({ status }) => status === 200).length / seconds;
  const allowed = limit.requests / limit.windowSeconds;
  const bound = limit.requests / (limit.windowSeconds + spreadMs / 1000);
  return {
    eventsPerSecond: perSecond * maxItems,
    ofLimit: perSecond / allowed,
    ofBound: perSecond / bound,
    requests: counted.length,
    throttled: proxy.passed.filter(({ status }) => status !== 200).length,
    measured: measured(proxy.passed),
  };
}

function measured(passed: readonly PassedRequest[]) {
  const uplinks = passed.map(({ uplinkMs }) => uplinkMs);
  return {
    roundTripMedianMs: median(passed.map(({ roundTripMs }) => roundTripMs)),
    uplinkMinMs: Math.min(...uplinks),
    uplinkMaxMs: Math.max(...uplinks),
  };
}

const results = [];
for (const [network, delays] of Object.entries(networks)) {
  for (const algorithm of ['sliding', 'fixed'] as const) {
    const name = `${algorithm}, ${network}`;
    if (!name.includes(values.only)) continue;
    const result = {
      window: algorithm,
      network,
      spreadMs: delays.spreadMs,
      ...(await measure(algorithm, delays)),
    };
    results.push(result);
    console.log(
      `${name.padEnd(52)} ${result.eventsPerSecond.toFixed(0)} events/s, ${result.ofLimit.toFixed(3)} of the limit, ` +
        `${result.ofBound.toFixed(3)} of the bound, ${result.throttled} throttled`,
      result.measured,
    );
  }
}
writeResult(values.out, results);
