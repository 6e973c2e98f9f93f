/** Checks when a push to a spool resolves, waits or rejects. */
import { expect, it } from 'vitest';
import { createReporter } from '../reporter/index.ts';
import { accepted } from '../reporter/service.fixture.ts';
import { createInMemorySpool } from '../testing/index.ts';
import { createSpool, SpoolError } from './index.ts';
import { event, machine } from './process.fixture.ts';

const diskFull = new SpoolError('disk-full', 'the disk of memory is full: free space on it');
const never = () => new Promise<Response>(() => {});

it('stores an event before `push()` resolves', async () => {
  const { start, storage } = machine([never]);
  const { reporter } = start();
  const stored = reporter.push(event('a'));
  expect(storage.events).toEqual([]);
  await stored;
  expect(storage.events).toMatchObject([{ text: '{"name":"a","content":"a"}', attempts: 0 }]);
});

it('stores an event as it was when it was pushed', async () => {
  const { start, storage } = machine([never]);
  const changing = { name: 'before', content: 'c' };
  const stored = start().reporter.push(changing);
  changing.name = 'after';
  await stored;
  expect(storage.events[0]?.text).toContain('before');
});

it('stores the pushes of a turn in order', async () => {
  const { start, storage } = machine([never]);
  const { reporter } = start();
  await Promise.all(['a', 'b', 'c'].map((name) => reporter.push(event(name))));
  expect(storage.events.map(({ text }) => JSON.parse(text).name)).toEqual(['a', 'b', 'c']);
});

it('rejects a push that cannot be stored, drops the event, and stores later ones', async () => {
  const { start, storage, time, sent } = machine([accepted.cloudmonitor]);
  const { reporter, outcomes, events } = start();
  await reporter.push(event('a'));
  storage.fail(diskFull);
  await expect(reporter.push(event('b'))).rejects.toBe(diskFull);
  await time.advance(2000);
  expect(outcomes).toMatchObject([
    { end: 'dropped', cause: 'not-stored', error: diskFull, event: { name: 'b' }, mayHaveArrived: false },
  ]);
  expect(events).toContainEqual({ type: 'spool', spool: 'memory', change: 'failed', error: diskFull });
  storage.fail(undefined);
  await reporter.push(event('c'));
  expect(await time.until(reporter.flush())).toMatchObject({
    pushed: 3,
    delivered: 2,
    drops: { 'not-stored': 1 },
  });
  expect(sent().flat().sort()).toEqual(['a', 'c']);
});

it('does not end the process if a failed push is not awaited', async () => {
  const { start, storage, time } = machine([never]);
  const { reporter, outcomes } = start();
  storage.fail(diskFull);
  // An unhandled rejection would fail this test.
  void reporter.push(event('a'));
  await time.advance(10);
  expect(outcomes).toMatchObject([{ cause: 'not-stored' }]);
});

it('reports the same failure once until the spool works again', async () => {
  const { start, storage, time } = machine([never]);
  storage.fail(diskFull);
  const { reporter, events } = start();
  await time.advance(10_000);
  await reporter.push(event('a')).catch(() => {});
  await time.advance(1);
  expect(events.filter(({ type }) => type === 'spool')).toHaveLength(1);
});

it.each(['load', 'sending', 'settle'] as const)(
  'reports that `%s` fails once, although pushes are stored in the meantime',
  async (method) => {
    const { start, time } = machine([accepted.cloudmonitor]);
    const damaged = new SpoolError('damaged', 'the memory is damaged');
    const methods = { [method]: async () => Promise.reject(damaged) };
    // Events that find no room in memory must be loaded.
    const { reporter, events } = start({ methods, queue: { maxItems: 1 } });
    for (let index = 0; index < 20; index++) {
      await reporter.push(event(`event ${index}`));
      await time.advance(2000);
    }
    expect(events.filter((one) => one.type === 'spool' && one.change === 'failed')).toEqual([
      { type: 'spool', spool: 'memory', change: 'failed', error: damaged },
    ]);
  },
);

it('reports a failure again after the operation has worked', async () => {
  const { start, storage, time } = machine([never]);
  const { reporter, events } = start();
  await time.advance(10);
  for (let round = 0; round < 2; round++) {
    storage.fail(diskFull);
    await reporter.push(event('a')).catch(() => {});
    storage.fail(undefined);
    await reporter.push(event('b'));
  }
  await time.advance(10);
  expect(events.filter((one) => one.type === 'spool' && one.change === 'failed')).toHaveLength(2);
});

it('makes a push wait by default while the spool is full', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor], { maxItems: 2 });
  const { reporter } = start();
  let isStored = false;
  for (const name of ['a', 'b']) await reporter.push(event(name));
  const third = reporter.push(event('c')).then(() => {
    isStored = true;
  });
  await time.advance(10);
  expect(isStored).toBe(false);
  await time.until(third);
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 3, dropped: 0 });
  expect(sent().flat()).toEqual(['a', 'b', 'c']);
});

it('rejects a push to a full spool with `drop-newest`', async () => {
  const { start, time, storage } = machine([never], { maxItems: 2 });
  const { reporter, outcomes } = start({ queue: { whenFull: 'drop-newest' } });
  const pushed = await Promise.allSettled(['a', 'b', 'c'].map((name) => reporter.push(event(name))));
  expect(pushed.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(pushed[2]).toMatchObject({ reason: { code: 'full' } });
  await time.advance(1);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'queue-full', event: { name: 'c' } }]);
  expect(storage.events).toHaveLength(2);
});

it('stores a push after one that was rejected because the spool was full', async () => {
  const { start, time, sent } = machine([accepted.cloudmonitor], { maxItems: 1 });
  const { reporter } = start({ queue: { whenFull: 'drop-newest' } });
  const [first, second] = await Promise.allSettled([reporter.push(event('a')), reporter.push(event('b'))]);
  expect([first?.status, second?.status]).toEqual(['fulfilled', 'rejected']);
  await time.until(reporter.flush());
  // Without any wait: no time passes here.
  await reporter.push(event('c'));
  await time.until(reporter.flush());
  expect(sent().flat()).toEqual(['a', 'c']);
});

it('stores pushes that arrive while others fail', async () => {
  const { start, storage } = machine([never]);
  const { reporter } = start();
  await reporter.push(event('a'));
  storage.fail(diskFull);
  const failing = reporter.push(event('b')).catch(() => 'failed');
  await null;
  await null;
  const later = reporter.push(event('c')).catch(() => 'failed');
  expect(await failing).toBe('failed');
  storage.fail(undefined);
  expect(await later).toBeUndefined();
  expect(storage.events.map(({ text }) => JSON.parse(text).name)).toEqual(['a', 'c']);
});

it('lets at most `queue.maxItems` pushes wait', async () => {
  const { start, time } = machine([never], { maxItems: 1 });
  const { reporter, outcomes } = start({ queue: { maxItems: 2 } });
  await reporter.push(event('stored'));
  const waiting = ['a', 'b'].map((name) => reporter.push(event(name)));
  await expect(reporter.push(event('c'))).rejects.toMatchObject({
    code: 'full',
    message:
      'the spool memory is full: 2 pushes are already waiting: await `push()`, or raise `queue.maxItems` or `queue.maxBytes`',
  });
  await time.advance(1);
  expect(outcomes).toMatchObject([{ cause: 'queue-full', event: { name: 'c' } }]);
  const rejected = Promise.allSettled(waiting);
  const closed = await time.until(reporter.close({ timeoutMs: 10 }));
  expect(closed.undelivered).toMatchObject([{ cause: 'close-timeout' }, { cause: 'close-timeout' }]);
  expect(await rejected).toMatchObject([{ reason: { code: 'closed' } }, { reason: { code: 'closed' } }]);
});

const circular: Record<string, unknown> = { name: 'circular' };
circular.content = circular;

it.each([
  ['a BigInt', { name: 'n', content: 7n }],
  ['a circular object', circular],
  ['no object', () => {}],
])('rejects a push of %s, which cannot be written as JSON', async (_, item) => {
  const { start, storage, time } = machine([never]);
  const { reporter, outcomes } = start();
  const pushed = reporter.push(item as never);
  await expect(pushed).rejects.toBeInstanceOf(SpoolError);
  await expect(pushed).rejects.toMatchObject({ code: 'not-json', cause: expect.any(TypeError) });
  await expect(pushed).rejects.toThrow(/^the event was not stored in memory: /);
  await time.advance(10);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'not-json' }]);
  expect(storage.events).toEqual([]);
});

it.each([
  ['while it sends', { waiting: 'send' }],
  ['without sending', { waiting: 'drop' }],
] as const)('rejects a push during and after closing %s', async (_, options) => {
  const { start, storage, time } = machine([never]);
  const { reporter } = start();
  await reporter.push(event('a'));
  const closed = reporter.close({ ...options, timeoutMs: 100 });
  await expect(reporter.push(event('during'))).rejects.toMatchObject({
    code: 'closed',
    message: 'the reporter of memory is closed, so the event was not stored: push it before `close()`',
  });
  expect(await time.until(closed)).toMatchObject({ drops: { closed: 1 } });
  await expect(reporter.push(event('after'))).rejects.toMatchObject({ code: 'closed' });
  expect(storage.events).toHaveLength(1);
});

it.each([
  ['cannot be written as JSON', { name: 'n', content: 7n }],
  ['comes after `close()`', event('late')],
])('does not end the process if a push is not awaited whose event %s', async (_, item) => {
  const { start, time } = machine([never]);
  const { reporter, outcomes } = start();
  if (item.name === 'late') await time.until(reporter.close());
  // An unhandled rejection would fail this test.
  void reporter.push(item as never);
  await time.advance(10);
  expect(outcomes).toHaveLength(1);
});

it('rejects an event that is too large without storing it', async () => {
  const { start, storage, time } = machine([never]);
  const { reporter, outcomes } = start();
  await reporter.push({ name: 'large', content: 'x'.repeat(1_000_000) });
  await time.advance(10);
  expect(outcomes).toMatchObject([{ end: 'rejected', error: { local: true } }]);
  expect(storage.events).toEqual([]);
});

it('refuses another target, and names both and the spool', async () => {
  const { start, time, blueking } = machine([never]);
  await start().reporter.push(event('a'));
  const { reporter, events } = start({}, blueking as never);
  const message =
    'the memory has events for cloudmonitor at http://127.0.0.1:1, and this reporter sends to ' +
    'blueking at http://127.0.0.1:1, data id 1500101: create another one';
  await expect(reporter.push({ target: 't', metrics: { n: 1 } } as never)).rejects.toMatchObject({
    ...{ code: 'target', message },
  });
  await time.advance(1);
  expect(events).toMatchObject([{ type: 'spool', change: 'failed', error: { code: 'target' } }, {}]);
});

it('refuses another account if accounts are named', async () => {
  const { start } = machine([never]);
  await start({ spoolOptions: { account: 'one' } }).reporter.push(event('a'));
  const other = start({ spoolOptions: { account: 'two' } }).reporter;
  await expect(other.push(event('b'))).rejects.toThrow(/account one, and .*, account two/);
});

it('does not open the spool of a disabled reporter', async () => {
  const { start, storage, time } = machine([never]);
  const { reporter, outcomes } = start({ enabled: false });
  await reporter.push(event('a'));
  await time.until(reporter.close());
  expect(outcomes).toMatchObject([{ cause: 'disabled' }]);
  expect(storage.events).toEqual([]);
});

it.each([
  [
    { queue: { whenFull: 'drop-oldest' } },
    /`queue.whenFull` must be 'block' or 'drop-newest' with a `spool`/,
  ],
] as const)('refuses %j', (options, message) => {
  expect(() => machine([never]).start(options as never)).toThrow(message);
});

it('refuses a spool that belongs to another reporter', () => {
  const { cloudmonitor } = machine([never]);
  const spool = createSpool(createInMemorySpool().connect());
  createReporter(cloudmonitor, { spool });
  expect(() => createReporter(cloudmonitor, { spool })).toThrow('already belongs to a reporter');
});

it.each([
  [{ maxAge: 60_000 }, 'createSpool() has no option `maxAge`: use `maxAgeMs`, `account`, `now`'],
  [{ maxAgeMs: 60_000, bogus: undefined }, 'createSpool() has no option `bogus`: use `maxAgeMs`'],
  [{ maxAgeMs: 0 }, '`maxAgeMs` must be a number of milliseconds above 0'],
  [{ maxAgeMs: Number.NaN }, '`maxAgeMs` must be'],
  [{ maxAgeMs: '1d' }, '`maxAgeMs` must be'],
  [{ account: '' }, '`account` must be a non-empty string'],
  [{ account: 'a\nb' }, '`account` must be a non-empty string'],
])('refuses the options %j', (options, message) => {
  expect(() => createSpool(createInMemorySpool().connect(), options as never)).toThrow(message);
});
