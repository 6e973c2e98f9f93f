/**
 * Compares the number of requests that a reporter needs for a backlog with the minimum that keeps the order of the events. See README.md.
 * `node test/bench/reporter-packing.ts [--out FILE]`
 */
import { parseArgs } from 'node:util';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type Reporter } from '@pushspec/client/reporter';
import { limits as bluekingLimits } from '@pushspec/contract/blueking';
import { limits as cloudmonitorLimits } from '@pushspec/contract/cloudmonitor';
import { seededRandom } from '../seeded-random.ts';
import { writeResult } from './result.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const EVENTS = 10_000;

/** Returns a number from a log-normal distribution (Box-Muller transform). */
const logNormal = (random: () => number, median: number, sigma: number) =>
  Math.round(
    median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
  );

const HAN = '磁盘使用率已达百分之九十七';
const han = (length: number) => HAN.repeat(Math.ceil(length / HAN.length)).slice(0, length);

/** Functions that create the strings of the events, by mix. */
const mixes: Readonly<Record<string, (random: () => number, maxBytes: number) => string>> = {
  'small: 20 to 300 bytes': (random) => 'x'.repeat(20 + random() * 280),
  'log-normal: median 2 KB, sigma 1.5': (random) =>
    'x'.repeat(Math.min(400_000, logNormal(random, 2000, 1.5))),
  'log-normal in Han, with quotes and emoji': (random) =>
    `"🚨\n"${han(Math.min(120_000, logNormal(random, 1500, 1.5)))}`,
  'small ones, and one in fifty of 30 to 100 % of the limit': (random, maxBytes) =>
    'x'.repeat(random() < 0.02 ? maxBytes * (0.3 + 0.699 * random()) - 200 : 20 + random() * 280),
};

interface Target {
  readonly limits: { readonly maxItems: number | null; readonly maxBodyBytes: number };
  /** Bytes of a body without events. */
  readonly frame: number;
  readonly accepted: string;
  reporter(fetch: (url: string, init: RequestInit) => Promise<Response>): Reporter<object>;
  event(text: string): object;
  countOf(body: string): number;
}

const options = {
  pace: false,
  queue: { maxItems: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY },
} as const;
const baseUrl = 'http://127.0.0.1:1';

const targets: Readonly<Record<string, Target>> = {
  cloudmonitor: {
    limits: cloudmonitorLimits.uploadCustomEvents,
    frame: '[]'.length,
    accepted: '{"code":"200","msg":""}',
    reporter: (fetch) => {
      const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
      const client = createCloudMonitorClient({ credentials, baseUrl, fetch });
      return createReporter(client, options) as unknown as Reporter<object>;
    },
    event: (content) => ({ name: 'n', content }),
    countOf: (body) => JSON.parse(body).length,
  },
  blueking: {
    limits: bluekingLimits.pushCustomReport,
    frame: '{"data_id":1,"access_token":"t","data":[]}'.length,
    accepted: '{"code":"200","result":"true","message":""}',
    reporter: (fetch) => {
      const client = createBluekingClient({ dataId: 1, accessToken: 't', kind: 'event', baseUrl, fetch });
      return createReporter(client, options) as unknown as Reporter<object>;
    },
    event: (content) => ({ target: 't', event_name: 'n', event: { content } }),
    countOf: (body) => JSON.parse(body).data.length,
  },
};

/** Returns the minimum number of requests that keep the order, by dynamic programming over the end of each batch. */
function minimumRequests(sizes: readonly number[], { limits, frame }: Target): number {
  const best = [0];
  for (let end = 1; end <= sizes.length; end++) {
    let bytes = frame - 1;
    let least = Number.POSITIVE_INFINITY;
    for (let start = end - 1; start >= 0 && end - start <= (limits.maxItems ?? sizes.length); start--) {
      bytes += (sizes[start] ?? 0) + 1;
      if (bytes > limits.maxBodyBytes) break;
      least = Math.min(least, (best[start] ?? 0) + 1);
    }
    best.push(least);
  }
  return best.at(-1) ?? 0;
}

async function measure(target: Target, texts: readonly string[]) {
  const events = texts.map((text) => target.event(text));
  const sizes = events.map((event) => Buffer.byteLength(JSON.stringify(event)));
  const bodies: number[] = [];
  let items = 0;
  const reporter = target.reporter(async (_, { body }) => {
    const bytes = body as Uint8Array;
    bodies.push(bytes.byteLength);
    items += target.countOf(Buffer.from(bytes).toString());
    return new Response(target.accepted, { headers: { 'Content-Type': 'application/json' } });
  });
  for (const event of events) reporter.push(event);
  const { delivered } = await reporter.flush();
  if (delivered !== events.length || items !== events.length) throw new Error('not all was delivered');
  const least = minimumRequests(sizes, target);
  const largest = Math.max(...bodies);
  const over = bodies.filter((bytes) => bytes > target.limits.maxBodyBytes).length;
  return { requests: bodies.length, fewest: least, ratio: bodies.length / least, largestBody: largest, over };
}

const results = [];
for (const [api, target] of Object.entries(targets)) {
  for (const [mix, textOf] of Object.entries(mixes)) {
    const random = seededRandom(7);
    const texts = Array.from({ length: EVENTS }, () => textOf(random, target.limits.maxBodyBytes));
    const result = {
      api,
      mix,
      maxBodyBytes: target.limits.maxBodyBytes,
      ...(await measure(target, texts)),
    };
    results.push(result);
    console.log(
      `${api.padEnd(13)} ${mix.padEnd(58)} ${result.requests} requests, fewest ${result.fewest}, ` +
        `ratio ${result.ratio.toFixed(4)}, largest ${result.largestBody} of ${result.maxBodyBytes}, ${result.over} over`,
    );
  }
}
writeResult(values.out, results);
