import { wireReasons } from '@pushspec/contract/cloudmonitor';
import { wireReasons as guanceReasons } from '@pushspec/contract/guance';
import { expect, it } from 'vitest';
import type { CustomEvent } from '../cloudmonitor/index.ts';
import { createReporter, type ReporterOptions } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const event = (content = 'c') => ({ name: 'n', content });
const MINUTE = 60_000;
const busy =
  (status: number, retryAfter: string, headers: Record<string, string> = {}) =>
  () =>
    new Response('<html>', { status, headers: { 'Retry-After': retryAfter, ...headers } });

/** Pushes events that each cause a request. Resolves to the times of the requests, in milliseconds since the first. */
async function play(
  made: ReturnType<typeof service>,
  count: number,
  options: ReporterOptions<CustomEvent> = {},
) {
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, batch: { maxItems: 1 }, ...options });
  const start = made.time.now();
  for (let index = 0; index < count; index++) reporter.push(event(String(index)));
  await made.time.until(reporter.flush());
  return { reporter, times: made.requests.map(({ at }) => at - start) };
}

it.each([
  ['429', '7', 7000],
  ['503', '7', 7000],
  ['500', '7', 7000],
  ['429', '3600', 5 * MINUTE],
  ['503', '3600', 5 * MINUTE],
  ['503', '600', 5 * MINUTE],
  ['429', '9007199254740993', 5 * MINUTE],
  ['429', '9'.repeat(400), 5 * MINUTE],
  ['503', 'Fri, 01 Jan 2099 00:00:00 GMT', 5 * MINUTE],
])(
  'after a %s with Retry-After %s, waits until the deadline at most and retries once',
  async (status, value, waitMs) => {
    const made = service(busy(Number(status), value), accepted.cloudmonitor);
    const { times } = await play(made, 1);
    expect(times).toEqual([0, waitMs]);
    expect(made.ends).toMatchObject([{ end: 'delivered', attempts: 2 }]);
  },
);

it('reads a date relative to the clock of the service', async () => {
  const headers = { Date: 'Wed, 21 Oct 2015 07:28:00 GMT' };
  const made = service(busy(503, 'Wed, 21 Oct 2015 07:28:30 GMT', headers), accepted.cloudmonitor);
  expect((await play(made, 1)).times).toEqual([0, 30_000]);
});

it('delivers all events soon after the first deadline if the service asks for an hour', async () => {
  const made = service(busy(429, '3600'), accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, retry: { deadlineMs: 2000 } });
  reporter.push(event('1'));
  reporter.flush();
  await made.time.advance(10);
  reporter.push(event('2'));
  const start = made.requests[0]?.at ?? 0;
  expect(await made.time.until(reporter.flush())).toMatchObject({ delivered: 2, dropped: 0 });
  expect(made.time.now() - start).toBeLessThanOrEqual(2010);
});

it('drops none of thousands of events if Retry-After always exceeds the deadline', async () => {
  let count = 0;
  const made = service(async () => {
    const isFirst = ++count <= 30;
    await made.time.sleep(50);
    return isFirst ? busy(503, '600')() : accepted.cloudmonitor();
  });
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, pace: false, concurrency: 30 });
  for (let index = 0; index < 3000; index++) reporter.push(event());
  expect(await made.time.until(reporter.flush())).toMatchObject({ delivered: 3000 });
});

it('gives up only after the attempt that follows the pause', async () => {
  const made = service(busy(503, '3600'));
  const { times } = await play(made, 1);
  expect(times).toEqual([0, 5 * MINUTE]);
  expect(made.ends).toMatchObject([{ end: 'dropped', cause: 'gave-up', error: { retryAfterMs: 3_600_000 } }]);
});

it('pauses for at most `maxPauseMs`', async () => {
  const made = service(busy(429, '3600'), accepted.cloudmonitor);
  const { times } = await play(made, 1, {
    retry: { maxPauseMs: 1000, deadlineMs: Number.POSITIVE_INFINITY },
  });
  expect(times).toEqual([0, 1000]);
});

it('sends one request after a pause, and the others once it succeeds', async () => {
  const made = service(
    busy(429, '10'),
    async () => {
      await made.time.sleep(700);
      return accepted.cloudmonitor();
    },
    accepted.cloudmonitor,
  );
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, batch: { maxItems: 1 } });
  reporter.push(event());
  await made.time.advance(0);
  for (let index = 0; index < 5; index++) reporter.push(event());
  const start = made.requests[0]?.at ?? 0;
  await made.time.until(reporter.flush());
  expect(made.requests.map(({ at }) => at - start)).toEqual([0, 10_000, ...Array(5).fill(10_700)]);
});

it('sends the next request alone if the first one fails', async () => {
  const lost = () => new TypeError('fetch failed');
  const made = service(busy(429, '10'), lost, lost, accepted.cloudmonitor);
  const { reporter, times } = await play(made, 5, { concurrency: 1 });
  expect(reporter.ledger()).toMatchObject({ delivered: 5 });
  expect(times.filter((at) => at < 10_000)).toEqual([0]);
  expect(times.filter((at) => at === 10_000).length).toBeLessThanOrEqual(2);
});

it('keeps a pause that was requested while the first request after another pause was in flight', async () => {
  const slow = (ms: number, answer: () => Response) => async () => {
    await made.time.sleep(ms);
    return answer();
  };
  const made = service(
    busy(429, '10'),
    slow(10_100, busy(429, '60')),
    slow(200, accepted.cloudmonitor),
    accepted.cloudmonitor,
  );
  const { times } = await play(made, 4, { concurrency: 2 });
  // The first two are concurrent. Then one goes first, while the pause of the second delays the others.
  expect(times.slice(0, 3)).toEqual([0, 0, 10_000]);
  expect(times.slice(3).every((at) => at >= 70_100)).toBe(true);
});

it.each([
  [
    'a 403 of CloudMonitor that is throttling',
    'cloudmonitor',
    refused.cloudmonitor(403, wireReasons['rate-limited'].message),
  ],
  [
    'a 401 of Guance that is throttling',
    'guance',
    refused.guance(
      401,
      guanceReasons['rate-limited-workspace'].errorCode ?? '',
      guanceReasons['rate-limited-workspace'].message,
    ),
  ],
  ['a page with 429', 'blueking', () => new Response('<html>', { status: 429 })],
  ['a 429 of BlueKing', 'blueking', refused.blueking(429, 'ratelimiter rejected the request')],
] as const)('spends no retry budget on %s', async (_what, api, answer) => {
  const throttles = 300;
  const made = service(...Array.from({ length: throttles }, () => answer), accepted[api]);
  const items = {
    cloudmonitor: event(),
    guance: { status: 'ok' },
    blueking: { target: 't', metrics: { n: 1 } },
  };
  const reporter = createReporter(made[api] as typeof made.cloudmonitor, {
    ...made.timing,
    pace: false,
    retry: { baseMs: 1, maxMs: 1 },
  });
  reporter.push(items[api] as never);
  const start = made.time.now();
  expect(await made.time.until(reporter.flush())).toMatchObject({ delivered: 1, mayBeDuplicates: 0 });
  expect(made.time.now() - start).toBe(throttles);
});

it('also delays the events of another reporter of the same client', async () => {
  const made = service(busy(503, '20'), accepted.cloudmonitor);
  const one = createReporter(made.cloudmonitor, made.timing);
  const other = createReporter(made.cloudmonitor, { ...made.timing, pace: false });
  one.push(event());
  one.flush();
  await made.time.advance(0);
  other.push(event());
  await made.time.until(Promise.all([one.flush(), other.flush()]));
  const start = made.requests[0]?.at ?? 0;
  expect(made.requests.map(({ at }) => at - start)).toEqual([0, 20_000, 20_000]);
});

it('sends other events first if one of them is repeatedly asked to wait', async () => {
  const made = service(({ text }) => (text.includes('poison') ? busy(500, '1')() : accepted.cloudmonitor()));
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    batch: { maxItems: 1 },
    concurrency: 1,
  });
  reporter.push(event('poison'));
  for (let index = 0; index < 20; index++) reporter.push(event(String(index)));
  await made.time.advance(MINUTE);
  expect(reporter.ledger()).toMatchObject({ delivered: 20 });
});
