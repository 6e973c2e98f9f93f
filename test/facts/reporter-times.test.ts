import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type ReporterOptions } from '@pushspec/client/reporter';
import { wireReasons } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { limits } from './running-server.fixture.ts';

const event = { name: 'disk-full', content: '97 %' };
const [limit] = limits.cloudmonitor.rateLimits;
const accepted = () => Response.json({ code: '200', msg: '' });
const lost = () => {
  throw new TypeError('fetch failed');
};
const throttled = () => {
  const { status, message } = wireReasons['rate-limited'];
  return Response.json({ code: String(status), msg: message }, { status });
};

// The client loads its error messages at the first failure. Load them now, so that no test waits for a file while its clock advances.
await createCloudMonitorClient({
  credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
  baseUrl: 'http://127.0.0.1:1',
  fetch: async () => lost(),
})
  .send(event)
  .catch(() => undefined);

/** Creates a clock that advances only while something waits, to the end of the shortest wait. */
function virtualClock() {
  let time = 0;
  const waits = new Set<{ readonly until: number; readonly end: () => void }>();
  return {
    now: () => time,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        const end = () => {
          waits.delete(wait);
          resolve();
        };
        const wait = { until: time + ms, end };
        waits.add(wait);
        signal?.addEventListener('abort', end);
        if (signal?.aborted) end();
      }),
    /** Advances time until the promise settles. */
    async until<Result>(promise: Promise<Result>): Promise<Result> {
      let isSettled = false;
      const settle = () => {
        isSettled = true;
      };
      promise.then(settle, settle);
      for (;;) {
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (isSettled) return promise;
        const [next] = [...waits].sort((a, b) => a.until - b.until);
        if (!next) throw new Error('nothing will ever happen');
        time = Math.max(time, next.until);
        next.end();
      }
    },
  };
}

/** Creates a reporter whose service returns these responses in order, and then repeats the last one. */
function reporterOf(responses: readonly (() => Response)[], options: ReporterOptions<typeof event> = {}) {
  const time = virtualClock();
  const sentAt: number[] = [];
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: async () => {
      sentAt.push(time.now());
      return (responses[Math.min(sentAt.length, responses.length) - 1] ?? accepted)();
    },
  });
  const { now, sleep } = time;
  const reporter = createReporter(client, {
    now,
    sleep,
    random: () => 1,
    batch: { maxItems: 1 },
    ...options,
  });
  return { reporter, time, sentAt };
}

it('does not retry at the very end of the deadline', async () => {
  const { reporter, time, sentAt } = reporterOf([lost], {
    retry: { baseMs: 100, maxMs: 100, deadlineMs: 300 },
  });
  reporter.push(event);
  expect(await time.until(reporter.flush())).toMatchObject({ drops: { 'gave-up': 1 } });
  expect(sentAt).toEqual([0, 100, 200]);
});

it("leaves more than the contract's window between a request and the next one that the limit allows", async () => {
  const { reporter, time, sentAt } = reporterOf([accepted]);
  for (let pushed = 0; pushed <= limit.requests; pushed++) reporter.push(event);
  await time.until(reporter.flush());
  expect(sentAt.filter((at) => at === 0)).toHaveLength(limit.requests);
  expect(sentAt.at(-1)).toBeGreaterThan(limit.windowSeconds * 1000);
});

it('does not assume that the next request takes as long as the fastest one', async () => {
  const wayMs = 50;
  const time = virtualClock();
  const sentAt: number[] = [];
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: async () => {
      sentAt.push(time.now());
      await time.sleep(2 * wayMs);
      return accepted();
    },
  });
  const { now, sleep } = time;
  const reporter = createReporter(client, { now, sleep, concurrency: 100, batch: { maxItems: 1 } });
  for (let pushed = 0; pushed <= limit.requests; pushed++) reporter.push(event);
  await time.until(reporter.flush());
  expect(sentAt.at(-1)).toBeGreaterThan(limit.windowSeconds * 1000 + wayMs);
});

it('holds back requests for the longest pause that the service requested', async () => {
  const asked = [2, 1].map((seconds) => () => {
    const response = throttled();
    response.headers.set('Retry-After', String(seconds));
    return response;
  });
  const { reporter, time, sentAt } = reporterOf([...asked, accepted], { concurrency: 2 });
  for (let pushed = 0; pushed < 3; pushed++) reporter.push(event);
  await time.until(reporter.flush());
  expect(sentAt).toEqual([0, 0, 2000, 2000, 2000]);
});

it('returns the same result for every call of `close()`', async () => {
  const { reporter, time } = reporterOf([lost], { retry: false });
  reporter.push(event);
  const [first, second] = await time.until(Promise.all([reporter.close(), reporter.close()]));
  expect(first.undelivered).toHaveLength(1);
  expect(second).toBe(first);
});

it('queues no event before one that has waited longer for room', async () => {
  const names: string[] = [];
  const { reporter, time } = reporterOf([accepted], {
    concurrency: 1,
    queue: { maxBytes: 300, whenFull: 'block' },
    onOutcome: ({ event: ended }) => names.push(ended.name),
  });
  const long = 'x'.repeat(200);
  reporter.push({ name: 'long', content: long });
  reporter.push({ name: 'long too', content: long });
  reporter.push({ name: 'short', content: 'x' });
  await time.until(reporter.flush());
  expect(names).toEqual(['long', 'long too', 'short']);
});

it('rarely sends more events at once than the service has been found to accept', async () => {
  const { maxItems } = limits.cloudmonitor;
  const sizes: number[] = [];
  const { status, message } = wireReasons['too-many-events'];
  const time = virtualClock();
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: async (_url, { body }) => {
      const { length } = JSON.parse(new TextDecoder().decode(body as Uint8Array)) as unknown[];
      sizes.push(length);
      if (length <= maxItems / 2) return accepted();
      return Response.json({ code: String(status), msg: message }, { status });
    },
  });
  const { now, sleep } = time;
  const reporter = createReporter(client, { now, sleep, concurrency: 1, pace: false });
  for (let round = 0; round < 40; round++) {
    for (let pushed = 0; pushed < maxItems; pushed++) reporter.push(event);
    await time.until(reporter.flush());
  }
  const half = maxItems / 2;
  expect(sizes.slice(0, 3)).toEqual([maxItems, half, half]);
  expect(reporter.ledger()).toMatchObject({ delivered: 40 * maxItems });
  expect(sizes.filter((size) => size > half).length).toBeLessThanOrEqual(4);
});

it('spends twice as much of the retry budget on a timeout', async () => {
  const waits: number[] = [];
  const time = virtualClock();
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 1,
    fetch: (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  const reporter = createReporter(client, {
    now: time.now,
    sleep: time.sleep,
    onEvent: ({ type, ...told }) => {
      if (type === 'retry' && 'delayMs' in told) waits.push(told.delayMs);
    },
    pace: false,
    concurrency: 1,
    batch: { maxItems: 1 },
    retry: { baseMs: 0, maxMs: 0, deadlineMs: 1 },
  });
  reporter.push(event);
  await reporter.flush();
  expect(waits).toHaveLength(50);
  expect(reporter.ledger()).toMatchObject({ drops: { 'gave-up': 1 } });
});
