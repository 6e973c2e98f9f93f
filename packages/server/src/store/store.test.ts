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
    vendor: 'blueking',
    profile: 'documented',
    operation: 'pushCustomReport',
    outcome: 'accepted',
    status: 200,
    reasons: [],
    warnings: [],
  },
  request: { method: 'POST', target: '/v2/push/', headers: {}, body: Buffer.from(body) },
  answer: { status: 200, body: '{}' },
});

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'store.db');
}

const ids = (records: readonly StoredRecord[]) => records.map(({ verdict }) => verdict.id);

it('finds in the file what an earlier run has committed', async () => {
  const file = temporaryFile();
  const first = openStore({ file });
  await first.append(record('a', '{"data_id": 1}'));
  await first.close();
  const second = openStore({ file });
  onTestFinished(() => second.close());
  expect(Buffer.from((await second.get('a'))?.request.body ?? []).toString()).toBe('{"data_id": 1}');
});

it('lets nobody else read the file', async () => {
  const file = temporaryFile();
  const store = openStore({ file });
  onTestFinished(() => store.close());
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

/** The bounds hold in a file and in memory. */
const places = [['in a file', () => temporaryFile()] as const, ['in memory', () => ':memory:'] as const];

it.each(places)('drops the oldest records beyond its bound, and counts them (%s)', async (_, file) => {
  const store = openStore({ file: file(), maxRecords: 2 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id));
  expect(ids(await store.list())).toEqual(['c', 'b']);
  expect(await store.counts()).toEqual({ kept: 2, dropped: 1 });
});

it.each(places)('drops the oldest records beyond its bytes (%s)', async (_, file) => {
  const store = openStore({ file: file(), maxBytes: 100 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id, 'x'.repeat(40)));
  expect(ids(await store.list())).toEqual(['c', 'b']);
});

it.each(places)('pages back from a record (%s)', async (_, file) => {
  const store = openStore({ file: file() });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c', 'd']) await store.append(record(id));
  expect(ids(await store.list({ before: 'c', limit: 1 }))).toEqual(['b']);
  expect(ids(await store.list({ before: 'none' }))).toEqual([]);
});

it.each(places)('keeps what comes at the same time in order (%s)', async (_, file) => {
  const store = openStore({ file: file() });
  onTestFinished(() => store.close());
  await Promise.all(['a', 'b', 'c'].map((id) => store.append(record(id))));
  expect(ids(await store.list())).toEqual(['c', 'b', 'a']);
});

it('says of a file that is no store which file it is', () => {
  const file = temporaryFile();
  writeFileSync(file, 'this is no database, and it is long enough to be looked at as one'.repeat(20));
  expect(() => openStore({ file })).toThrow(`cannot use ${file} as a store`);
});

it('refuses a store that a later version has written, and leaves it as it is', async () => {
  const file = temporaryFile();
  await openStore({ file }).close();
  const later = new DatabaseSync(file);
  later.exec('PRAGMA user_version = 99');
  later.close();
  expect(() => openStore({ file })).toThrow('it was written by a later version (99)');
});
