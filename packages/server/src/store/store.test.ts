import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from './sqlite.ts';
import type { StoredRecord } from './store.ts';

const record = (id: string, body = 'x'): StoredRecord => ({
  verdict: {
    id,
    receivedAt: '2026-11-21T08:30:00.000Z',
    api: 'blueking',
    profile: 'documented',
    operation: 'pushCustomReport',
    outcome: 'accepted',
    status: 200,
    reasons: [],
    warnings: [],
  },
  request: { method: 'POST', target: '/v2/push/', headers: {}, body: Buffer.from(body) },
  response: { status: 200, body: '{}' },
});

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'store.db');
}

const ids = (records: readonly StoredRecord[]) => records.map(({ verdict }) => verdict.id);

it('reads the records of an earlier run from the file', async () => {
  const file = temporaryFile();
  const first = openStore({ file });
  await first.append(record('a', '{"data_id": 1}'));
  await first.close();
  const second = openStore({ file });
  onTestFinished(() => second.close());
  expect(Buffer.from((await second.get('a'))?.request.body ?? []).toString()).toBe('{"data_id": 1}');
});

it('lets only the owner read the file', async () => {
  const file = temporaryFile();
  const store = openStore({ file });
  onTestFinished(() => store.close());
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

/** The limits apply in a file and in memory. */
const locations = [['in a file', () => temporaryFile()] as const, ['in memory', () => ':memory:'] as const];

it.each(locations)('drops the oldest records over its limit, and counts them (%s)', async (_, file) => {
  const store = openStore({ file: file(), maxRecords: 2 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id));
  expect(ids(await store.list())).toEqual(['c', 'b']);
  expect(await store.counts()).toEqual({ kept: 2, dropped: 1 });
});

it.each(locations)('drops the oldest records over its limit of bytes (%s)', async (_, file) => {
  const store = openStore({ file: file(), maxBytes: 100 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id, 'x'.repeat(40)));
  expect(ids(await store.list())).toEqual(['c', 'b']);
});

it.each(locations)('pages back from a record (%s)', async (_, file) => {
  const store = openStore({ file: file() });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c', 'd']) await store.append(record(id));
  expect(ids(await store.list({ before: 'c', limit: 1 }))).toEqual(['b']);
  expect(ids(await store.list({ before: 'none' }))).toEqual([]);
});

it.each(locations)('keeps the order of simultaneous records (%s)', async (_, file) => {
  const store = openStore({ file: file() });
  onTestFinished(() => store.close());
  await Promise.all(['a', 'b', 'c'].map((id) => store.append(record(id))));
  expect(ids(await store.list())).toEqual(['c', 'b', 'a']);
});

it('rejects a file that is not a store, and names it', () => {
  const file = temporaryFile();
  writeFileSync(file, 'this is no database, and it is long enough to be looked at as one'.repeat(20));
  expect(() => openStore({ file })).toThrow(`cannot use ${file} as a store`);
});

it('rejects a store of a later version, and leaves it unchanged', async () => {
  const file = temporaryFile();
  await openStore({ file }).close();
  const later = new DatabaseSync(file);
  later.exec('PRAGMA user_version = 99');
  later.close();
  expect(() => openStore({ file })).toThrow('it was written by a later version (99)');
});

it.each(locations)('keeps the records of sandboxes separate (%s)', async (_, file) => {
  const store = openStore({ file: file(), maxRecords: 3 });
  onTestFinished(() => store.close());
  const of = (id: string, sandbox: string): StoredRecord => {
    const { verdict, ...rest } = record(id);
    return { ...rest, verdict: { ...verdict, ...(sandbox !== '' && { sandbox }) } };
  };
  for (const [id, sandbox] of ['1a', '2b', '3-', '4a', '5-'].map((text) => [text[0], text[1]] as const))
    await store.append(of(id as string, sandbox === '-' ? '' : (sandbox as string)));
  expect(ids(await store.list())).toEqual(['5', '4', '3']);
  expect(ids(await store.list({ sandbox: 'a' }))).toEqual(['4']);
  expect(ids(await store.list({ sandbox: '' }))).toEqual(['5', '3']);
  expect(await store.counts()).toEqual({ kept: 3, dropped: 2 });
  expect(await store.counts('a')).toEqual({ kept: 1, dropped: 1 });
  expect(await store.counts('b')).toEqual({ kept: 0, dropped: 1 });
  await store.reset('b');
  await store.reset('');
  expect(ids(await store.list())).toEqual(['4']);
  expect(await store.counts()).toEqual({ kept: 1, dropped: 1 });
});
