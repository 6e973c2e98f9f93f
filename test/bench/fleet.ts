/**
 * Measures how much of CloudMonitor's rate limit a fleet uses, and how long a takeover takes. See README.md.
 * `node test/bench/fleet.ts [--rounds 3] [--seconds 20] [--takeovers 5] [--out FILE]`
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { limits } from '@pushspec/contract/cloudmonitor';
import { createServer, type ReceivedVerdict } from '@pushspec/server';
import { startFleet } from '../chaos/fleet/fleet.ts';
import { whyNoPostgres } from '../fleet/postgres.fixture.ts';
import { median, writeResult } from './result.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    takeovers: { type: 'string', default: '5' },
    out: { type: 'string' },
  },
});
const [rounds, seconds, takeovers] = [values.rounds, values.seconds, values.takeovers].map(Number) as [
  number,
  number,
  number,
];
const [limit] = limits.uploadCustomEvents.rateLimits;
const { maxItems } = limits.uploadCustomEvents;
const windowMs = limit.windowSeconds * 1000;
/** More than the limit allows, from eight producers. */
const SATURATING = { maxInGroup: maxItems, maxPauseMs: 250 };
/** Longer than a window plus the first requests. */
const AFTER_TAKEOVER_MS = 10 * windowMs;
const SEED = 20_261_201;

const missing = whyNoPostgres();
if (missing !== undefined) {
  console.error(`cannot measure: ${missing}`);
  process.exit(2);
}

const timeOf = ({ receivedAt }: ReceivedVerdict) => Date.parse(receivedAt);
const isAccepted = ({ outcome }: ReceivedVerdict) => outcome === 'accepted';

/** Returns the share of the limit that was used, in the given time after the first window. */
function shareOf(verdicts: readonly ReceivedVerdict[]) {
  const from = Math.min(...verdicts.map(timeOf)) + windowMs;
  const to = from + seconds * 1000;
  const counted = verdicts.filter((verdict) => timeOf(verdict) >= from && timeOf(verdict) < to);
  const events = counted.filter(isAccepted).reduce((sum, { summary }) => sum + (summary?.items ?? 0), 0);
  const allowed = (limit.requests / limit.windowSeconds) * seconds;
  return {
    events: events / (allowed * maxItems),
    requests: counted.filter(isAccepted).length / allowed,
    refused: counted.length - counted.filter(isAccepted).length,
  };
}

/** Enough for the counted time and the windows around it, in milliseconds. */
const durationMs = seconds * 1000 + 3 * windowMs;

async function measureFleet(round: number) {
  await using fleet = await startFleet({ seed: SEED + round, load: SATURATING, batch: maxItems });
  await fleet.leader();
  await setTimeout(durationMs);
  return shareOf(await fleet.requests());
}

/** Measures one process with a reporter in memory, which nothing else limits. */
async function measureReporter() {
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  const client = fork(join(import.meta.dirname, 'subjects/pusher.ts'), [
    new URL(url).port,
    String(durationMs / 1000),
  ]);
  await new Promise((resolve) => client.once('exit', resolve));
  const share = shareOf(await server.requests({ api: 'cloudmonitor' }));
  await server.close();
  return share;
}

/** Returns the times from `kill -9` of the leader to the first request of the next one, in milliseconds. */
async function measureTakeovers(): Promise<number[]> {
  await using fleet = await startFleet({ seed: SEED });
  const times: number[] = [];
  while (times.length < takeovers) {
    const leader = await fleet.leader();
    await setTimeout(Math.random() * 2_000);
    const killedAt = Date.now();
    await fleet.replace(leader, 'SIGKILL');
    await fleet.leader();
    const ledAt = Date.now();
    // Reads the records once, because listing them delays the server.
    await setTimeout(AFTER_TAKEOVER_MS);
    const first = (await fleet.requests()).find((verdict) => isAccepted(verdict) && timeOf(verdict) >= ledAt);
    if (!first) throw new Error(`the leader sent nothing within ${AFTER_TAKEOVER_MS} ms`);
    times.push(timeOf(first) - killedAt);
    console.log(
      `takeover ${times.length}: ${times.at(-1)} ms, of which ${ledAt - killedAt} without a leader`,
    );
  }
  return times;
}

const shares = [];
for (let round = 0; round < rounds; round++) {
  // Alternates which subject goes first.
  const order = round % 2 === 0;
  const before = order ? undefined : await measureReporter();
  const fleet = await measureFleet(round);
  const reporter = before ?? (await measureReporter());
  shares.push({ fleet, reporter });
  console.log(
    `round ${round + 1}: fleet ${fleet.events.toFixed(3)} of the limit (requests ${fleet.requests.toFixed(3)}, refused ${fleet.refused}), ` +
      `reporter ${reporter.events.toFixed(3)} (refused ${reporter.refused})`,
  );
}
const takeoverMs = await measureTakeovers();
const result = {
  seconds,
  'fleet, part of the limit': median(shares.map(({ fleet }) => fleet.events)),
  'reporter in memory, part of the limit': median(shares.map(({ reporter }) => reporter.events)),
  'fleet ÷ reporter in memory': median(shares.map(({ fleet, reporter }) => fleet.events / reporter.events)),
  'takeover, median, ms': median(takeoverMs),
  'takeover, longest, ms': Math.max(...takeoverMs),
};
console.log(result);
writeResult(values.out, { ...result, shares, takeoverMs });
