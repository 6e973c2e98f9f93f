import { expect, it } from 'vitest';
import { createGuanceClient } from '../guance/index.ts';
import { closeTimeoutMs } from './closing.ts';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

const event = (content: string) => ({ name: 'n', content });

it('delivers pending events and accepts no more', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'));
  const closed = reporter.close();
  reporter.push(event('b'));
  expect(await time.until(closed)).toMatchObject({ delivered: 1, drops: { closed: 1 }, pending: 0 });
});

it('stops at its timeout and returns the undelivered events', async () => {
  const { cloudmonitor, ends, time, timing } = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  reporter.push(event('waiting'));
  const start = time.now();
  const closed = await time.until(reporter.close({ timeoutMs: 200 }));
  expect(time.now() - start).toBe(200);
  expect(closed).toMatchObject({ dropped: 2, pending: 0, drops: { 'close-timeout': 2 } });
  expect(closed.undelivered).toHaveLength(2);
  expect(ends.map(({ end }) => end)).toEqual(['dropped', 'dropped']);
});

it('stops immediately when its signal aborts', async () => {
  const { cloudmonitor, time, timing } = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  reporter.push(event('waiting'));
  const start = time.now();
  const enough = new AbortController();
  const closing = reporter.close({ signal: enough.signal });
  await time.advance(50);
  enough.abort();
  expect(await time.until(closing)).toMatchObject({ pending: 0, drops: { 'close-timeout': 2 } });
  expect(time.now() - start).toBe(50);
});

it('waits only for requests in flight if pending events are dropped', async () => {
  const answer = Promise.withResolvers<Response>();
  const { cloudmonitor, requests, time, timing } = service(() => answer.promise);
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  reporter.push(event('waiting'));
  await time.advance(0);
  const closing = reporter.close({ waiting: 'drop' });
  answer.resolve(accepted.cloudmonitor());
  expect(await time.until(closing)).toMatchObject({ delivered: 1, drops: { closed: 1 }, pending: 0 });
  expect(requests).toHaveLength(1);
});

it('does not wait for retries if pending events are dropped', async () => {
  const { cloudmonitor, requests, time, timing } = service(() => new TypeError('fetch failed'));
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 } });
  for (const name of ['a', 'b']) reporter.push(event(name));
  await time.advance(0);
  const start = time.now();
  expect(await time.until(reporter.close({ waiting: 'drop' }))).toMatchObject({
    drops: { 'close-timeout': 2 },
    pending: 0,
  });
  expect(time.now()).toBe(start);
  expect(requests).toHaveLength(2);
});

it('accepts no events from hooks that report dropped events', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'), () => void reporter.push(event('a again')));
  expect(await time.until(reporter.close({ waiting: 'drop' }))).toMatchObject({ drops: { closed: 2 } });
  expect(requests).toEqual([]);
});

it('does not wait for a retry that comes too late', async () => {
  const { cloudmonitor, time, timing } = service(() => new TypeError('fetch failed'));
  const reporter = createReporter(cloudmonitor, { ...timing, retry: { baseMs: 10_000 } });
  reporter.push(event('a'));
  expect(await time.until(reporter.close({ timeoutMs: 5000 }))).toMatchObject({
    drops: { 'close-timeout': 1 },
  });
});

it('settles waiting pushes, too', async () => {
  const { cloudmonitor, time, timing } = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxItems: 1, whenFull: 'block' } });
  reporter.push(event('a'));
  const waiting = reporter.push(event('b'));
  await time.until(reporter.close({ timeoutMs: 10 }));
  await waiting;
  expect(reporter.ledger()).toMatchObject({ pushed: 2, dropped: 2 });
});

it('closes only once', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const first = reporter.close();
  expect(reporter.close()).toBe(first);
  await time.until(first);
});

it('does not list events pushed after it closed', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const { undelivered } = await time.until(reporter.close());
  reporter.push(event('late'));
  expect(undelivered).toEqual([]);
});

it('by default waits as long as the rate limit in the contract requires for the remaining events', async () => {
  const made = service(accepted.guance);
  const client = createGuanceClient({
    secret: 's',
    apiKey: 'key',
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: made.fetch,
  });
  const reporter = createReporter(client, made.timing);
  for (let index = 0; index < 45; index++) reporter.push({ status: 'error', title: String(index) });
  const start = made.time.now();
  expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 45, dropped: 0 });
  expect(made.time.now() - start).toBeGreaterThan(120_000);
});

it('does so if the window was already used up', async () => {
  const made = service(accepted.guance);
  const client = createGuanceClient({
    secret: 's',
    apiKey: 'key',
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: made.fetch,
  });
  const reporter = createReporter(client, made.timing);
  for (let index = 0; index < 20; index++) reporter.push({ status: 'error', title: String(index) });
  await made.time.until(reporter.flush());
  reporter.push({ status: 'ok' });
  expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 21 });
});

it.each([
  [0, 30_000],
  [1, 70_000],
  [20, 70_000],
  [45, 190_000],
  [10_000, 300_000],
])('by default waits for %i requests at 20 per minute for %i ms', (requests, ms) => {
  expect(closeTimeoutMs(requests, [{ requests: 20, windowSeconds: 60, reason: 'r' }], 1)).toBe(ms);
});

it.each([Number.NaN, -1, '5s', null, {}, '5000', true, 5n])(
  'rejects the timeout %s and stays open',
  async (timeoutMs) => {
    const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
    const reporter = createReporter(cloudmonitor, timing);
    reporter.push(event('a'));
    const wrong = { timeoutMs: timeoutMs as number };
    const message = '`timeoutMs` must be a number of milliseconds, at least 0';
    await expect(reporter.close(wrong)).rejects.toThrow(new TypeError(message));
    await expect(reporter.flush(wrong)).rejects.toThrow(new TypeError(message));
    reporter.push(event('b'));
    expect(await time.until(reporter.close())).toMatchObject({ delivered: 2, dropped: 0 });
  },
);

it.each([
  [{ waiting: 'later' }, "`waiting` must be 'send' or 'drop'"],
  [{ signal: {} }, '`signal` must be an AbortSignal'],
  [{ signal: null }, '`signal` must be an AbortSignal'],
])('rejects %j', async (options, message) => {
  const { cloudmonitor, timing } = service(accepted.cloudmonitor);
  await expect(createReporter(cloudmonitor, timing).close(options as never)).rejects.toThrow(message);
});

it.each([null, undefined, {}, { timeoutMs: undefined, waiting: undefined, signal: undefined }])(
  'treats %j as the defaults',
  async (options) => {
    const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
    const reporter = createReporter(cloudmonitor, timing);
    reporter.push(event('a'));
    await time.until(reporter.flush(options as never));
    reporter.push(event('b'));
    expect(await time.until(reporter.close(options as never))).toMatchObject({ delivered: 2 });
    expect(await time.until(reporter.close(options as never))).toMatchObject({ delivered: 2 });
  },
);

it('ends a flush at its timeout and keeps undelivered events pending', async () => {
  const { cloudmonitor, time, timing } = service(() => new TypeError('fetch failed'));
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'));
  const start = time.now();
  expect(await time.until(reporter.flush({ timeoutMs: 5000 }))).toMatchObject({ pending: 1, dropped: 0 });
  expect(time.now() - start).toBe(5000);
  expect(await time.until(reporter.flush({ timeoutMs: 0 }))).toMatchObject({ pending: 1 });
});

it('closes at the end of a block with `await using`', async () => {
  const { cloudmonitor, ends, time, timing } = service(accepted.cloudmonitor);
  const block = async () => {
    await using reporter = createReporter(cloudmonitor, timing);
    reporter.push(event('a'));
  };
  await time.until(block());
  expect(ends).toMatchObject([{ end: 'delivered' }]);
});
