import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

const event = (content: string) => ({ name: 'n', content });

it('delivers what waits, and takes nothing more', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'));
  const closed = reporter.close();
  reporter.push(event('b'));
  expect(await time.until(closed)).toMatchObject({ delivered: 1, drops: { closed: 1 }, pending: 0 });
});

it('gives up in time, and hands back what was not delivered', async () => {
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

it('gives up at once when its signal says so', async () => {
  const { cloudmonitor, time, timing } = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  reporter.push(event('waiting'));
  const start = time.now();
  const enough = new AbortController();
  const closing = reporter.close({ signal: enough.signal });
  await time.pass(50);
  enough.abort();
  expect(await time.until(closing)).toMatchObject({ pending: 0, drops: { 'close-timeout': 2 } });
  expect(time.now() - start).toBe(50);
});

it('waits for what is under way only, where what waits is to be dropped', async () => {
  const answer = Promise.withResolvers<Response>();
  const { cloudmonitor, requests, time, timing } = service(() => answer.promise);
  const reporter = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  reporter.push(event('waiting'));
  await time.pass(0);
  const closing = reporter.close({ waiting: 'drop' });
  answer.resolve(accepted.cloudmonitor());
  expect(await time.until(closing)).toMatchObject({ delivered: 1, drops: { closed: 1 }, pending: 0 });
  expect(requests).toHaveLength(1);
});

it('takes nothing more from whoever hears of what is dropped', async () => {
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

it('ends waiting pushes, too', async () => {
  const { cloudmonitor, time, timing } = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxItems: 1, whenFull: 'block' } });
  reporter.push(event('a'));
  const waiting = reporter.push(event('b'));
  await time.until(reporter.close({ timeoutMs: 10 }));
  await waiting;
  expect(reporter.ledger()).toMatchObject({ pushed: 2, dropped: 2 });
});

it('closes once', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const first = reporter.close();
  expect(reporter.close()).toBe(first);
  await time.until(first);
});

it('does not list what is pushed after the end', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const { undelivered } = await time.until(reporter.close());
  reporter.push(event('late'));
  expect(undelivered).toEqual([]);
});
