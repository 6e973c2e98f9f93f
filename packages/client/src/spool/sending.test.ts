/** Checks how events in a spool are sent, repeated, and get their outcomes. */
import { expect, it } from 'vitest';
import { createGuanceClient } from '../guance/index.ts';
import { createReporter } from '../reporter/index.ts';
import { accepted, refused } from '../reporter/service.fixture.ts';
import { createSpool } from './index.ts';
import { event, machine } from './process.fixture.ts';

const never = () => new Promise<Response>(() => {});
const HOUR_MS = 3_600_000;

it('sends stored events, and removes them when they have an outcome', async () => {
  const { start, storage, time, sent } = machine([accepted.cloudmonitor]);
  const { reporter, outcomes } = start();
  for (const name of ['a', 'b']) await reporter.push(event(name));
  expect(await time.until(reporter.flush())).toMatchObject({ pushed: 2, delivered: 2, pending: 0 });
  expect(sent()).toEqual([['a', 'b']]);
  expect(outcomes).toMatchObject([
    { end: 'delivered', event: event('a'), attempts: 1, mayBeDuplicate: false },
    { end: 'delivered', event: event('b'), attempts: 1, mayBeDuplicate: false },
  ]);
  expect(storage.events).toEqual([]);
});

it('calls the hook of a push in the process that pushed and sends', async () => {
  const { start, time } = machine([accepted.cloudmonitor]);
  const { reporter } = start();
  const ends: string[] = [];
  void reporter.push(event('a'), ({ end }) => ends.push(end));
  await time.until(reporter.flush());
  await reporter.push(event('b'), ({ end }) => ends.push(end));
  await time.until(reporter.flush());
  expect(ends).toEqual(['delivered', 'delivered']);
});

it('calls the hook before it removes the event', async () => {
  const { start, storage, time } = machine([accepted.cloudmonitor]);
  const stored: number[] = [];
  const { reporter } = start({ onOutcome: () => void stored.push(storage.events.length) });
  await reporter.push(event('a'));
  await time.until(reporter.flush());
  expect(stored).toEqual([1]);
  expect(storage.events).toEqual([]);
});

it('sends the events of a killed process in order, and does not mark those that were in no request', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const first = start({ batch: { maxWaitMs: HOUR_MS } });
  for (const name of ['a', 'b', 'c']) await first.reporter.push(event(name));
  first.kill();
  const second = start();
  expect(await time.until(second.reporter.flush())).toMatchObject({
    pushed: 3,
    delivered: 3,
    mayBeDuplicates: 0,
  });
  expect(sent()).toEqual([['a', 'b', 'c']]);
  expect(second.outcomes).toMatchObject([{ event: event('a'), mayBeDuplicate: false }, {}, {}]);
});

it('marks events that a killed process may have sent', async () => {
  const { start, time } = machine([never, accepted.cloudmonitor]);
  const first = start();
  await first.reporter.push(event('in flight'));
  await time.advance(1500);
  await first.reporter.push(event('waiting'));
  first.kill();
  const second = start();
  expect(await time.until(second.reporter.flush())).toMatchObject({ delivered: 2, mayBeDuplicates: 1 });
  expect(second.outcomes).toMatchObject([
    { event: event('in flight'), attempts: 2, mayBeDuplicate: true },
    { event: event('waiting'), attempts: 1, mayBeDuplicate: false },
  ]);
});

it('marks rejected events, too', async () => {
  const { start, time } = machine([never, refused.cloudmonitor(400, 'the content is empty')]);
  const first = start();
  await first.reporter.push(event('a'));
  await time.advance(1500);
  first.kill();
  const second = start();
  await time.until(second.reporter.flush());
  expect(second.outcomes).toMatchObject([{ mayHaveArrived: true, mayBeDuplicate: true }]);
});

it('sends the events of all processes from one of them', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const sender = start();
  await sender.reporter.push(event('a'));
  await time.until(sender.reporter.flush());
  const other = start();
  await other.reporter.push(event('b'));
  expect(await time.until(other.reporter.flush())).toMatchObject({ pushed: 0, pending: 0 });
  await time.advance(2000);
  expect(sent()).toEqual([['a'], ['b']]);
  expect(sender.outcomes).toHaveLength(2);
  expect(other.outcomes).toEqual([]);
  expect(await time.until(other.reporter.close())).toMatchObject({ pushed: 0, undelivered: [] });
});

it('continues in another process when the sender dies', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const first = start({ batch: { maxWaitMs: HOUR_MS } });
  await first.reporter.push(event('a'));
  const second = start();
  await second.reporter.push(event('b'));
  await time.advance(10_000);
  expect(sent()).toEqual([]);
  first.kill();
  await time.advance(2000);
  expect(sent()).toEqual([['a', 'b']]);
  expect(second.events).toContainEqual({ type: 'spool', spool: 'memory', change: 'sender' });
});

it('takes no more events into memory than the queue allows', async () => {
  const { start, time, storage, sent } = machine([never]);
  const { reporter } = start({ queue: { maxItems: 3 }, batch: { maxItems: 1 }, concurrency: 1 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) await reporter.push(event(name));
  await time.advance(2000);
  expect(sent()).toEqual([['a']]);
  expect(reporter.ledger()).toMatchObject({ pushed: 3, pending: 3 });
  expect(storage.events).toHaveLength(5);
});

it('sends a backlog that does not fit into memory, in order', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const names = Array.from({ length: 50 }, (_, index) => `event ${index}`);
  const first = start({ batch: { maxWaitMs: HOUR_MS } });
  await Promise.all(names.map((name) => first.reporter.push(event(name))));
  first.kill();
  const second = start({ queue: { maxItems: 7 }, concurrency: 1, batch: { maxItems: 2 } });
  expect(await time.until(second.reporter.flush())).toMatchObject({ pushed: 50, delivered: 50 });
  expect(sent().flat()).toEqual(names);
});

it('leaves events in the spool when it closes', async () => {
  const { start, time, storage, sent } = machine([never, accepted.cloudmonitor]);
  const first = start({ concurrency: 1 });
  await first.reporter.push(event('in flight'));
  await time.advance(1500);
  await first.reporter.push(event('waiting'));
  const closed = await time.until(first.reporter.close({ timeoutMs: 1000 }));
  expect(closed).toMatchObject({ dropped: 0, pending: 0, undelivered: [] });
  expect(first.outcomes).toEqual([]);
  expect(first.events.filter(({ type }) => type === 'dropped')).toEqual([]);
  expect(storage.events).toHaveLength(2);
  const second = start();
  await time.until(second.reporter.close());
  expect(sent()).toEqual([['in flight'], ['in flight', 'waiting']]);
});

it('does not wait for other events with `waiting: drop`', async () => {
  const { start, time, storage, sent } = machine([accepted.cloudmonitor]);
  const { reporter } = start({ batch: { maxWaitMs: HOUR_MS } });
  await reporter.push(event('a'));
  expect(await time.until(reporter.close({ waiting: 'drop' }))).toMatchObject({ pushed: 0, dropped: 0 });
  expect(sent()).toEqual([]);
  expect(storage.events).toHaveLength(1);
});

it('stores events pushed before `close()`, and refuses those pushed after it', async () => {
  const { start, time } = machine([accepted.cloudmonitor]);
  const { reporter, outcomes } = start();
  const stored = reporter.push(event('a'));
  const closed = reporter.close();
  void reporter.push(event('late'));
  await stored;
  expect(await time.until(closed)).toMatchObject({ delivered: 1, drops: { closed: 1 } });
  expect(outcomes).toHaveLength(2);
});

it('retries for as long as events may wait, and then drops them as expired', async () => {
  const { start, time, storage, requests } = machine([() => new TypeError('fetch failed')]);
  const { reporter, outcomes, events } = start({ spoolOptions: { maxAgeMs: HOUR_MS } });
  await reporter.push(event('a'));
  await time.advance(HOUR_MS - 60_000);
  expect(outcomes).toEqual([]);
  await time.advance(120_000);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'expired', event: event('a') }]);
  expect(events).toContainEqual({ type: 'dropped', items: 1, cause: 'expired', error: undefined });
  expect(requests.length).toBeGreaterThan(100);
  expect(storage.events).toEqual([]);
});

it('drops events as expired if a process finds them too late', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const first = start({ batch: { maxWaitMs: 2 * HOUR_MS } });
  await first.reporter.push(event('old'));
  await time.advance(HOUR_MS);
  await first.reporter.push(event('new'));
  first.kill();
  const second = start({ spoolOptions: { maxAgeMs: HOUR_MS } });
  expect(await time.until(second.reporter.flush())).toMatchObject({ delivered: 1, drops: { expired: 1 } });
  expect(sent()).toEqual([['new']]);
});

it('respects `retry.deadlineMs` if it is set', async () => {
  const { start, time } = machine([() => new TypeError('fetch failed')]);
  const { reporter, outcomes } = start({ retry: { deadlineMs: 60_000 } });
  await reporter.push(event('a'));
  await time.advance(120_000);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'gave-up' }]);
});

it('calls `beforeSend` and `validate` when an event is sent, even if an earlier process pushed it', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor]);
  const first = start({ batch: { maxWaitMs: HOUR_MS } });
  for (const name of ['a', 'private']) await first.reporter.push(event(name));
  first.kill();
  const beforeSend = ({ name, content }: { name: string; content: string }) =>
    name === 'private' ? null : { name: name.toUpperCase(), content };
  const second = start({ beforeSend });
  expect(await time.until(second.reporter.flush())).toMatchObject({
    delivered: 1,
    drops: { 'before-send': 1 },
  });
  expect(sent()).toEqual([['A']]);
});

it('keeps the order of a stream across a restart', async () => {
  const made = machine([never, accepted.guance]);
  const { time, timing, fetch, storage } = made;
  const client = createGuanceClient({
    secret: 's',
    subUri: 'u',
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch,
  });
  const start = () => {
    const store = storage.connect();
    const { now, sleep, random } = timing;
    const reporter = createReporter(client, {
      now,
      sleep,
      random,
      spool: createSpool(store, { now: time.now }),
    });
    return { reporter, kill: store.kill };
  };
  const first = start();
  for (const status of ['error', 'ok', 'critical', 'ok'] as const)
    await first.reporter.push({ status, dimension_tags: { host: 'a' } });
  await time.advance(1500);
  first.kill();
  const second = start();
  await time.until(second.reporter.flush());
  const statuses = made.requests.map(({ text }) => JSON.parse(text).event.status);
  expect(statuses).toEqual(['error', 'error', 'ok', 'critical', 'ok']);
});

it('shares the rate limit of a client with its other reporters', async () => {
  const { start, time, timing, cloudmonitor, requests } = machine([accepted.cloudmonitor]);
  const { now, sleep, random } = timing;
  const inMemory = createReporter(cloudmonitor, { now, sleep, random, batch: { maxItems: 1 } });
  const { reporter } = start({ batch: { maxItems: 1 } });
  for (let index = 0; index < 20; index++) {
    void inMemory.push(event('memory'));
    void reporter.push(event('spool'));
  }
  await time.until(Promise.all([inMemory.flush(), reporter.flush()]));
  const [first, last] = [requests[0]?.at ?? 0, requests.at(-1)?.at ?? 0];
  expect(requests).toHaveLength(40);
  expect(last - first).toBeGreaterThan(1000);
});

it('delays a request until the spool has counted it', async () => {
  const { start, time, storage, sent } = machine([accepted.cloudmonitor]);
  const { reporter, events } = start({ batch: { maxWaitMs: 100 } });
  await reporter.push(event('a'));
  await time.advance(50);
  const { SpoolError } = await import('./index.ts');
  storage.fail(new SpoolError('disk-full', 'the disk is full'));
  await time.advance(5000);
  expect(sent()).toEqual([]);
  expect(events).toMatchObject([{ change: 'sender' }, { change: 'failed' }]);
  storage.fail(undefined);
  await time.until(reporter.flush());
  expect(sent()).toEqual([['a']]);
});

it('leaves events that wait for a retry to the next process', async () => {
  const { start, storage, time } = machine([() => new TypeError('fetch failed'), accepted.cloudmonitor]);
  const first = start();
  await first.reporter.push(event('a'));
  await time.advance(1200);
  const before = time.now();
  await time.until(first.reporter.close({ waiting: 'drop' }));
  expect(time.now()).toBe(before);
  expect(storage.events).toHaveLength(1);
  const second = start();
  expect(await time.until(second.reporter.flush())).toMatchObject({ delivered: 1 });
});
