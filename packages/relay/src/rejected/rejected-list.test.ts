import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRejectedFile, type RejectedFile } from './rejected-file.ts';
import { createRejectedList } from './rejected-list.ts';

/** Returns a file with this number of rejected events. */
function fileWith(count: number): RejectedFile {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-relay-'));
  const file = openRejectedFile(join(folder, 'events.spool-rejected'));
  onTestFinished(() => {
    file.close();
    rmSync(folder, { recursive: true });
  });
  add(file, count);
  return file;
}

function add(file: RejectedFile, count: number) {
  for (let index = 0; index < count; index++)
    file.add({
      ...{ end: 'rejected', reason: 'unauthorized', message: 'no permission', mayHaveArrived: false },
      event: JSON.stringify({ index }),
    });
  file.commit();
}

/** Returns a spool with room for this number of events, and what it has stored. */
function spoolFor(room: number) {
  const stored: object[] = [];
  const take = async (events: readonly object[]) => {
    await new Promise(setImmediate);
    if (stored.length + events.length > room) return false;
    stored.push(...events);
    return true;
  };
  return { stored, take };
}

const options = { retried: () => {} };
const arrivals = (file: RejectedFile) =>
  file.list({ limit: 100 }).map(({ mayHaveArrived }) => mayHaveArrived);

it.each([[1], [4], [1500]])(
  'stores each of %i events once, however many retries run at once',
  async (count) => {
    const { stored, take } = spoolFor(Number.POSITIVE_INFINITY);
    const list = createRejectedList(fileWith(count), { ...options, take });
    const results = await Promise.all(Array.from({ length: 5 }, () => list.retry()));
    expect(results.map(({ retried }) => retried)).toEqual([count, 0, 0, 0, 0]);
    expect(stored).toEqual(Array.from({ length: count }, (_, index) => ({ index })));
  },
);

it('stores an event once if retries name different ids of it at once', async () => {
  const { stored, take } = spoolFor(Number.POSITIVE_INFINITY);
  const list = createRejectedList(fileWith(3), { ...options, take });
  await Promise.all([list.retry(['1', '2']), list.retry(['2', '3']), list.retry(), list.retry(['1', '1'])]);
  expect(stored).toEqual([{ index: 0 }, { index: 1 }, { index: 2 }]);
});

it('leaves events that are refused again during a retry for the next one', async () => {
  const file = fileWith(2);
  const { take } = spoolFor(Number.POSITIVE_INFINITY);
  const refusing = async (events: readonly object[]) => {
    add(file, events.length);
    return take(events);
  };
  const list = createRejectedList(file, { ...options, take: refusing });
  expect(await Promise.all([list.retry(), list.retry()])).toEqual([
    { retried: 2, left: 0 },
    { retried: 0, left: 0 },
  ]);
  expect(file.count()).toBe(2);
});

it('continues after a retry that failed', async () => {
  const file = fileWith(1);
  const { stored, take } = spoolFor(1);
  let failures = 1;
  const failing = async (events: readonly object[]) => {
    if (failures-- > 0) throw new Error('the disk is full');
    return take(events);
  };
  const list = createRejectedList(file, { ...options, take: failing });
  await expect(list.retry()).rejects.toThrow('the disk is full');
  expect(await list.retry()).toEqual({ retried: 1, left: 0 });
  expect(stored).toHaveLength(1);
});

it.each([0, 1, 100, 700])(
  'fills a room of %i events exactly, and counts those that are left',
  async (room) => {
    const file = fileWith(2000);
    const { stored, take } = spoolFor(room);
    const list = createRejectedList(file, { ...options, take });
    expect(await list.retry()).toEqual({ retried: room, left: 2000 - room });
    expect(stored).toHaveLength(room);
    expect(file.list({ limit: 1 })).toMatchObject([{ event: { index: room } }]);
  },
);

it('counts only the named events as left', async () => {
  const { take } = spoolFor(1);
  const list = createRejectedList(fileWith(10), { ...options, take });
  expect(await list.retry(['2', '4', '6', '99'])).toEqual({ retried: 1, left: 2 });
});

it('says that an event may have arrived while the spool stores it, so that a crash does not hide a duplicate', async () => {
  const file = fileWith(2);
  const seen: boolean[][] = [];
  const list = createRejectedList(file, {
    ...options,
    take: async () => {
      seen.push(arrivals(file));
      return true;
    },
  });
  await list.retry(['2']);
  expect(seen).toEqual([[false, true]]);
});

it('does not say so if there was no room', async () => {
  const file = fileWith(2);
  await createRejectedList(file, { ...options, take: async () => false }).retry();
  expect(arrivals(file)).toEqual([false, false]);
});

it('does not store an event again that could not be removed from the list', async () => {
  const file = fileWith(2);
  const { stored, take } = spoolFor(10);
  let failures = 1;
  const remove: RejectedFile['remove'] = (ids) => {
    if (failures-- > 0) throw new Error('the disk is full');
    file.remove(ids);
  };
  const list = createRejectedList({ ...file, remove }, { ...options, take });
  await expect(list.retry()).rejects.toThrow('the disk is full');
  expect(await list.retry()).toEqual({ retried: 0, left: 0 });
  expect(stored).toHaveLength(2);
});

it('reports the events that were stored again', async () => {
  const reported: number[] = [];
  const { take } = spoolFor(600);
  const list = createRejectedList(fileWith(601), { take, retried: (events) => reported.push(events) });
  await list.retry();
  expect(reported.reduce((sum, events) => sum + events, 0)).toBe(600);
});
