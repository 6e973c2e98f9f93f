import { limits, wireReasons } from '@pushspec/contract/cloudmonitor';
import { wireReasons as guanceReasons } from '@pushspec/contract/guance';
import { expect, it } from 'vitest';
import { createReporter, type ReporterEvent } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const event = { name: 'n', content: 'c' };
const point = { target: 'web-001', metrics: { cpu_load: 1 } };
const lost = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
const unreachable = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
const html =
  (status: number, headers = {}) =>
  () =>
    new Response('<html>', { status, headers });

/** Returns the outcome of one event, and when its requests were sent, in milliseconds since the first. */
async function play(made: ReturnType<typeof service>, options = {}) {
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, ...options });
  reporter.push(event);
  await made.time.until(reporter.flush());
  const start = made.requests[0]?.at ?? 0;
  return { end: made.ends[0], times: made.requests.map(({ at }) => at - start) };
}

it.each([
  ['a connection that breaks', lost],
  ['a page of a gateway that says later', html(503)],
  ['an answer that is cut', () => new Response('{"code":"2')],
  ['an answer of nothing', () => new Response('')],
  ['an internal error', refused.cloudmonitor(500, wireReasons['internal-error'].message)],
])('retries after %s and marks the event as a possible duplicate', async (_what, answer) => {
  const { end } = await play(service(answer, accepted.cloudmonitor));
  expect(end).toMatchObject({ end: 'delivered', attempts: 2, mayBeDuplicate: true });
});

it('does not mark an event as a possible duplicate if it never arrived', async () => {
  const { end } = await play(service(unreachable, accepted.cloudmonitor));
  expect(end).toMatchObject({ end: 'delivered', attempts: 2, mayBeDuplicate: false });
});

it.each([408, 429])(
  'does not mark an event as a possible duplicate if a page with status %i rejects it',
  async (status) => {
    const { end } = await play(service(html(status), accepted.cloudmonitor));
    expect(end).toMatchObject({ end: 'delivered', attempts: 2, mayBeDuplicate: false });
  },
);

it.each([400, 401, 403, 404])('does not retry after a page with status %i', async (status) => {
  const { end, times } = await play(service(html(status)));
  expect(end).toMatchObject({ end: 'dropped', cause: 'unexpected-response', error: { status } });
  expect(times).toEqual([0]);
});

it('does not retry a 403 for a wrong signature', async () => {
  const { end, times } = await play(service(refused.cloudmonitor(403, 'the signature does not match')));
  expect(end).toMatchObject({ end: 'rejected', error: { status: 403 } });
  expect(times).toHaveLength(1);
});

it('retries a 403 that reports throttling', async () => {
  const { end } = await play(
    service(refused.cloudmonitor(403, 'user rate limit, please slow down'), accepted.cloudmonitor),
  );
  expect(end).toMatchObject({ end: 'delivered', attempts: 2, mayBeDuplicate: false });
});

it('retries a Guance 401 only if it reports throttling', async () => {
  const { errorCode, message } = guanceReasons['rate-limited-workspace'];
  const throttled = service(refused.guance(401, errorCode, message), accepted.guance);
  const reporter = createReporter(throttled.guance, throttled.timing);
  reporter.push({ status: 'ok' });
  await throttled.time.until(reporter.flush());
  expect(throttled.ends).toMatchObject([{ end: 'delivered', attempts: 2 }]);
});

it('retries a 429 from BlueKing', async () => {
  const made = service(refused.blueking(429, 'ratelimiter rejected the request'), accepted.blueking);
  const reporter = createReporter(made.blueking, made.timing);
  reporter.push(point);
  await made.time.until(reporter.flush());
  expect(made.ends).toMatchObject([{ end: 'delivered', attempts: 2 }]);
});

it('doubles the wait after each failure, up to the maximum', async () => {
  const { times } = await play(service(lost, lost, lost, lost, lost, accepted.cloudmonitor), {
    retry: { baseMs: 100, maxMs: 500 },
  });
  expect(times).toEqual([0, 100, 300, 700, 1200, 1700]);
});

it('randomizes half of each wait', async () => {
  const made = service(lost, accepted.cloudmonitor);
  const { times } = await play(made, { retry: { baseMs: 100 }, random: () => 0 });
  expect(times).toEqual([0, 50]);
});

it('gives up when the next attempt would be after the deadline', async () => {
  const { end, times } = await play(service(lost), { retry: { baseMs: 100, deadlineMs: 1000 } });
  expect(times).toEqual([0, 100, 300, 700]);
  expect(end).toMatchObject({ end: 'dropped', cause: 'gave-up', error: { kind: 'network' } });
});

it('never retries with retry: false', async () => {
  const { end, times } = await play(service(lost), { retry: false });
  expect(times).toEqual([0]);
  expect(end).toMatchObject({ end: 'dropped', cause: 'gave-up' });
});

it('holds back all requests while the service is throttling', async () => {
  const made = service(refused.cloudmonitor(403, 'rate limit'), accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, retry: { baseMs: 400 } });
  reporter.push(event);
  reporter.flush();
  await made.time.advance(10);
  reporter.push(event);
  await made.time.until(reporter.flush());
  const start = made.requests[0]?.at ?? 0;
  expect(made.requests.map(({ at }) => at - start)).toEqual([0, 400, 400]);
});

it('slows down to one request per second in an outage, however many events are pending', async () => {
  const made = service(unreachable);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    pace: false,
    concurrency: 100,
    batch: { maxItems: 1 },
    retry: { baseMs: 1, maxMs: 1 },
  });
  for (let index = 0; index < 100; index++) reporter.push(event);
  await made.time.advance(1000);
  const before = made.requests.length;
  await made.time.advance(60_000);
  expect(before).toBeGreaterThanOrEqual(200);
  expect(made.requests.length - before).toBeLessThanOrEqual(60 + limits.uploadCustomEvents.maxItems);
});

it('does not slow down if every third request fails', async () => {
  let count = 0;
  const made = service(() => (++count % 3 === 0 ? lost() : accepted.cloudmonitor()));
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    pace: false,
    batch: { maxItems: 1 },
    retry: { baseMs: 1, maxMs: 1 },
  });
  for (let index = 0; index < 500; index++) reporter.push(event);
  const start = made.time.now();
  expect(await made.time.until(reporter.flush())).toMatchObject({ delivered: 500 });
  // 250 retries of a millisecond, at most four at a time.
  expect(made.time.now() - start).toBeLessThanOrEqual(250);
});

it('has attempts left after an outage in which it gave up', async () => {
  const answers = Array(500).fill(unreachable);
  const made = service(...answers, accepted.cloudmonitor, lost, accepted.cloudmonitor);
  const options = {
    pace: false,
    retry: { deadlineMs: 50, baseMs: 1, maxMs: 1 },
    batch: { maxItems: 1 },
  } as const;
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, ...options });
  while (made.requests.length < 501) {
    reporter.push(event);
    await made.time.until(reporter.flush());
  }
  await made.time.advance(1000);
  reporter.push(event);
  await made.time.until(reporter.flush());
  expect(made.ends.at(-1)).toMatchObject({ end: 'delivered', attempts: 2 });
});

it('reports each request and each retry', async () => {
  const told: ReporterEvent[] = [];
  await play(service(lost, accepted.cloudmonitor), { onEvent: (one: ReporterEvent) => told.push(one) });
  expect(told).toMatchObject([
    { type: 'request', items: 1, bytes: 28, attempt: 1, durationMs: 0, error: { kind: 'network' } },
    { type: 'retry', items: 1, attempt: 2, delayMs: 500 },
    { type: 'request', items: 1, attempt: 2, error: undefined },
    { type: 'delivered', items: 1 },
  ]);
});
