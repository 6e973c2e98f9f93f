import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';
import { createGuanceClient } from '../guance/index.ts';
import { createReporter } from '../reporter/index.ts';
import { createInMemoryCloudMonitorRpc, createInMemoryGuance, virtualTime } from './index.ts';

const EVENT = { status: 'error', title: 'disk full' } as const;
const DAY = 86_400_000;

it('does not advance by itself', async () => {
  const time = virtualTime(1000);
  let isOver = false;
  time.sleep(1).then(() => {
    isOver = true;
  });
  await time.advance(0);
  expect([time.now(), isOver]).toEqual([1000, false]);
  await time.advance(1);
  expect([time.now(), isOver]).toEqual([1001, true]);
});

it('fires timers in the order of their times', async () => {
  const time = virtualTime(0);
  const fired: number[] = [];
  for (const ms of [30, 10, 20]) time.sleep(ms).then(() => fired.push(time.now()));
  await time.advance(DAY);
  expect(fired).toEqual([10, 20, 30]);
  expect(time.now()).toBe(DAY);
});

it('also fires the timers that fired timers start', async () => {
  const time = virtualTime(0);
  const chain = async () => {
    for (let step = 0; step < 3; step++) await time.sleep(10);
    return time.now();
  };
  expect(await time.until(chain())).toBe(30);
});

it('ends a sleep when its signal is aborted', async () => {
  const time = virtualTime(0);
  const controller = new AbortController();
  const waits = time.sleep(DAY, controller.signal);
  controller.abort();
  await waits;
  await time.sleep(DAY, controller.signal);
  expect(time.now()).toBe(0);
});

it('says why a promise stays pending', async () => {
  await expect(virtualTime().until(new Promise(() => {}))).rejects.toThrow(
    'no timer of the virtual time is left: wrap a `fetch` that takes real time in `pauseDuring()`',
  );
});

it('passes on what the promise rejects with', async () => {
  await expect(virtualTime().until(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

it.each([-1, Number.NaN, '5s'])('does not advance by %j', async (ms) => {
  await expect(virtualTime().advance(ms as number)).rejects.toThrow(
    '`advance` takes a number of milliseconds',
  );
});

it('takes a reporter through an outage of an hour', async () => {
  const time = virtualTime();
  const guance = createInMemoryGuance({ now: time.now });
  const start = time.now();
  guance.respondAlways(() => (time.now() - start < 3_600_000 ? 503 : 'accepted'));
  const reporter = createReporter(guance.client, { ...time, retry: { deadlineMs: DAY } });
  reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(reporter.ledger()).toMatchObject({ delivered: 1, dropped: 0 });
  expect(time.now() - start).toBeGreaterThanOrEqual(3_600_000);
});

it('repeats the waits of a reporter exactly', async () => {
  const waits = async () => {
    const time = virtualTime();
    const guance = createInMemoryGuance({ now: time.now });
    guance.respond(503, 503, 503);
    const reporter = createReporter(guance.client, { ...time, retry: { baseMs: 100 } });
    reporter.push(EVENT);
    await time.until(reporter.flush());
    return guance.requests.map(({ at }, index) => at - (guance.requests[index - 1]?.at ?? at));
  };
  expect(await waits()).toEqual([0, 100, 200, 400]);
  expect(await waits()).toEqual([0, 100, 200, 400]);
});

it('stands still while a request to the reference server is in flight', async () => {
  const server = await createServer();
  const time = virtualTime();
  const client = createGuanceClient({
    webhook: 'http://localhost/api/v1/push-events/secret_dev/datakit/push',
    fetch: time.pauseDuring(server.fetch),
  });
  server.fail({ api: 'guance', reason: 'internal-error', times: 2 });
  const reporter = createReporter(client, { ...time, retry: { baseMs: 60_000 } });
  const start = time.now();
  reporter.push(EVENT);
  await time.until(reporter.flush());
  // Each of two retries waits for 30 seconds, which is the default of `retry.maxMs`.
  expect(time.now() - start).toBe(60_000);
  expect((await server.requests()).map(({ status }) => status)).toEqual([500, 500, 200]);
  expect(reporter.ledger()).toMatchObject({ delivered: 1 });
  await server.close();
});

it('rejects as the wrapped `fetch` does', async () => {
  const time = virtualTime();
  const fetch = time.pauseDuring(() => Promise.reject(new TypeError('fetch failed')));
  const client = createGuanceClient({ secret: 's', baseUrl: 'http://localhost', fetch });
  await expect(time.until(client.send(EVENT))).rejects.toMatchObject({ kind: 'network' });
});

it('stands still while a large request is signed with Web Crypto', async () => {
  const time = virtualTime();
  const cloudmonitor = createInMemoryCloudMonitorRpc({ now: time.now });
  cloudmonitor.respond(503, 503);
  const reporter = createReporter(cloudmonitor.client, { ...time, retry: { baseMs: 100 } });
  reporter.push({ EventName: 'dump', Content: 'x'.repeat(500_000) });
  await time.until(reporter.flush());
  const [first = 0, ...later] = cloudmonitor.requests.map(({ at }) => at);
  expect(later.map((at) => at - first)).toEqual([100, 300]);
});
