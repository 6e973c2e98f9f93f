import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from './sqlite.ts';
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
  const first = openSqliteStore({ file });
  await first.append(record('a', '{"data_id": 1}'));
  await first.close();
  const second = openSqliteStore({ file });
  onTestFinished(() => second.close());
  expect(Buffer.from((await second.get('a'))?.request.body ?? []).toString()).toBe('{"data_id": 1}');
});

it('lets nobody else read the file', async () => {
  const file = temporaryFile();
  const store = openSqliteStore({ file });
  onTestFinished(() => store.close());
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('drops the oldest records beyond its bound, and counts them', async () => {
  const store = openSqliteStore({ file: ':memory:', maxRecords: 2 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id));
  expect(ids(await store.list())).toEqual(['c', 'b']);
  expect(await store.counts()).toEqual({ kept: 2, dropped: 1 });
});

it('drops the oldest records beyond its bytes', async () => {
  const store = openSqliteStore({ file: ':memory:', maxBytes: 100 });
  onTestFinished(() => store.close());
  for (const id of ['a', 'b', 'c']) await store.append(record(id, 'x'.repeat(40)));
  expect(ids(await store.list())).toEqual(['c', 'b']);
});

it('commits what comes at the same time together and in order', async () => {
  const store = openSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  await Promise.all(['a', 'b', 'c'].map((id) => store.append(record(id))));
  expect(ids(await store.list())).toEqual(['c', 'b', 'a']);
});

it('says of a file that is no store which file it is', () => {
  const file = temporaryFile();
  writeFileSync(file, 'this is no database, and it is long enough to be looked at as one'.repeat(20));
  expect(() => openSqliteStore({ file })).toThrow(`cannot use ${file} as a store`);
});
