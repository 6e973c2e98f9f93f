import { expect, it } from 'vitest';
import { databaseError } from './database-errors.ts';
import { createInserter } from './inserter.ts';
import { jobsOf, type NewJob } from './job.ts';

const one = (text: string) => jobsOf([text], { maxEvents: 1, maxBytes: 1_000 });
const errorOf = (error: unknown, mayBeStored: boolean) =>
  databaseError(error, { address: 'db', schema: 's' }, mayBeStored);
const failure = (code: string) => Object.assign(new Error(code), { code });

/** Creates an inserter on a database that fails with these codes first. */
function inserterOn(codes: string[], waitMs: number) {
  const groups: NewJob[][] = [];
  const insert = async (jobs: readonly NewJob[]) => {
    groups.push([...jobs]);
    const code = codes.shift();
    if (code) throw failure(code);
  };
  return { groups, ...createInserter({ insert, errorOf, waitMs }) };
}

it('inserts waiting jobs as one group', async () => {
  const { add, groups } = inserterOn([], 0);
  await Promise.all([add(one('1')), add(one('2')), add(one('3'))]);
  expect(groups.map((group) => group.length)).toEqual([1, 2]);
});

it('retries an insert with the same ids, and marks it as a possible duplicate', async () => {
  const { add, groups } = inserterOn(['ECONNRESET'], 60_000);
  await add(one('1'));
  expect(groups[1]?.map(({ id }) => id)).toEqual(groups[0]?.map(({ id }) => id));
  expect(groups.map(([job]) => job?.data.mayBeDuplicate)).toEqual([undefined, true]);
});

it('does not mark an insert that never reached a server', async () => {
  const { add, groups } = inserterOn(['ECONNREFUSED'], 60_000);
  await add(one('1'));
  expect(groups[1]?.[0]?.data.mayBeDuplicate).toBeUndefined();
});

it('rejects immediately with a wait of 0, and reports whether the events may be stored', async () => {
  const { add } = inserterOn(['ECONNRESET', 'ECONNREFUSED'], 0);
  await expect(add(one('1'))).rejects.toMatchObject({ code: 'database-unavailable', mayBeStored: true });
  await expect(add(one('2'))).rejects.toMatchObject({ code: 'database-unavailable', mayBeStored: false });
});

it('does not retry an insert that cannot succeed', async () => {
  const { add, groups } = inserterOn(['42501'], 60_000);
  await expect(add(one('1'))).rejects.toMatchObject({ code: 'permission-denied', mayBeStored: false });
  expect(groups).toHaveLength(1);
});

it('continues after a failure', async () => {
  const { add, groups } = inserterOn(['42501'], 0);
  await add(one('1')).catch(() => {});
  await add(one('2'));
  expect(groups[1]?.[0]?.data.events).toEqual(['2']);
});

it('fails only the push that the database refuses', async () => {
  // The first push is inserted alone. The group of the others fails, and then the second of them.
  const { add, groups } = inserterOn(['', '22P05', '', '22P05'], 60_000);
  const results = await Promise.allSettled(['1', '2', '3', '4'].map((text) => add(one(text))));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(groups.map((group) => group.map(({ data }) => data.events[0]))).toEqual([
    ['1'],
    ['2', '3', '4'],
    ['2'],
    ['3'],
    ['4'],
  ]);
});
