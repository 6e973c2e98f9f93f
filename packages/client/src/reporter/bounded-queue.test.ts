import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

const event = (content: string) => ({ name: 'n', content });
const contents = (items: readonly unknown[]) =>
  (items as { content: string }[]).map(({ content }) => content);

it('drops the oldest waiting event when the queue is full', async () => {
  const { cloudmonitor, requests, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxItems: 2 } });
  for (const content of ['a', 'b', 'c']) reporter.push(event(content));
  await time.advance(0);
  expect(ends).toEqual([
    { end: 'dropped', cause: 'queue-full', event: event('a'), error: undefined, mayHaveArrived: false },
  ]);
  await time.until(reporter.close());
  expect(contents(requests[0]?.items ?? [])).toEqual(['b', 'c']);
});

it('drops no older events for one that does not fit next to the events in flight', async () => {
  const { cloudmonitor, ends, time, timing } = service(async () => {
    await time.sleep(50);
    return accepted.cloudmonitor();
  });
  const queue = { maxBytes: 100 };
  const reporter = createReporter(cloudmonitor, { ...timing, queue, batch: { maxItems: 1 }, concurrency: 1 });
  reporter.push(event('under way'));
  await time.advance(10);
  reporter.push(event('waits'));
  reporter.push(event('x'.repeat(60)));
  await time.advance(0);
  expect(ends).toMatchObject([{ cause: 'queue-full', event: event('x'.repeat(60)) }]);
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 2, dropped: 1 });
});

it('drops the new event if configured to', async () => {
  const { cloudmonitor, requests, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    queue: { maxItems: 2, whenFull: 'drop-newest' },
  });
  for (const content of ['a', 'b', 'c']) reporter.push(event(content));
  await time.advance(0);
  expect(ends).toMatchObject([{ cause: 'queue-full', event: event('c') }]);
  await time.until(reporter.close());
  expect(contents(requests[0]?.items ?? [])).toEqual(['a', 'b']);
});

it('counts bytes as well as events, including those in flight', async () => {
  const { cloudmonitor, ends, time, timing } = service(async () => {
    await time.sleep(50);
    return accepted.cloudmonitor();
  });
  const bytes = JSON.stringify(event('磁')).length + 2;
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    batch: { maxItems: 1 },
    queue: { maxBytes: 2 * bytes, whenFull: 'drop-newest' },
  });
  reporter.push(event('磁'));
  await time.advance(10);
  reporter.push(event('磁'));
  reporter.push(event('磁'));
  await time.advance(0);
  expect(ends).toMatchObject([{ cause: 'queue-full' }]);
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 2, dropped: 1 });
});

it('makes push() wait for room, in order, if configured to', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    batch: { maxItems: 1 },
    queue: { maxItems: 1, whenFull: 'block' },
  });
  const placed: string[] = [];
  const push = async (content: string) => {
    await reporter.push(event(content));
    placed.push(content);
  };
  const pushes = Promise.all([push('a'), push('b')]);
  await Promise.resolve();
  expect(placed).toEqual(['a']);
  await time.until(pushes);
  await time.until(reporter.close());
  expect(requests.map(({ items }) => contents(items))).toEqual([['a'], ['b']]);
});

it('does not let callers that ignore the promise fill the memory', async () => {
  const { cloudmonitor, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxItems: 3, whenFull: 'block' } });
  for (let index = 0; index < 10; index++) reporter.push(event(String(index)));
  await time.advance(0);
  // Three fit, three wait for room.
  expect(ends.map((outcome) => (outcome.event as { content: string }).content)).toEqual(['6', '7', '8', '9']);
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 6, drops: { 'queue-full': 4 } });
});

it('accepts an event larger than the whole queue if the queue is empty', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxBytes: 10, whenFull: 'block' } });
  await time.until(reporter.push(event('longer than ten bytes')));
  await time.until(reporter.push(event('and another one')));
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 2 });
});

it('frees the bytes of settled events', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const bytes = JSON.stringify(event('x')).length;
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    queue: { maxBytes: 2 * bytes, whenFull: 'drop-newest' },
  });
  for (let round = 0; round < 5; round++) {
    reporter.push(event('x'));
    reporter.push(event('x'));
    await time.until(reporter.flush());
  }
  expect(reporter.ledger()).toMatchObject({ delivered: 10, dropped: 0 });
});
