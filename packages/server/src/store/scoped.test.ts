import { expect, it, onTestFinished } from 'vitest';
import { scopedStore } from './scoped.ts';
import { openStore } from './sqlite.ts';
import type { StoredRecord } from './store.ts';

const record = (id: string, sandbox: string): StoredRecord => ({
  verdict: {
    ...{ id, receivedAt: '2026-11-21T08:30:00.000Z', api: 'guance', sandbox, profile: 'documented' },
    ...{ operation: null, outcome: 'accepted', status: 200, reasons: [], warnings: [] },
  },
  request: { method: 'POST', target: '/', headers: {}, body: Buffer.from('x') },
  response: { status: 200, body: '{}' },
});

function stores() {
  const store = openStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  let isClosed = false;
  const close = () => {
    isClosed = true;
  };
  return { store, own: scopedStore(store, 'a', () => isClosed), close };
}

it('shows only the records of its sandbox', async () => {
  const { store, own } = stores();
  await own.append(record('1', 'a'));
  await store.append(record('2', 'b'));
  expect((await own.list()).map(({ verdict }) => verdict.id)).toEqual(['1']);
  expect([await own.get('1'), await own.get('2')]).toEqual([expect.anything(), undefined]);
  expect(await own.counts()).toEqual({ kept: 1, dropped: 0 });
});

it('keeps nothing once its sandbox is closed', async () => {
  const { store, own, close } = stores();
  close();
  await own.append(record('1', 'a'));
  expect(await store.list()).toEqual([]);
});
