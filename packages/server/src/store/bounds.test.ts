import { expect, it, onTestFinished } from 'vitest';
import { openStore, type StoreOptions } from './sqlite.ts';
import type { Store } from './store.ts';

/** Returns a store in memory after appending records of this size. Their ids count up from `1`. */
async function filled(
  bounds: Partial<StoreOptions>,
  count: number,
  bodyBytes: number,
  responseBytes: number,
) {
  const store: Store = openStore({ file: ':memory:', ...bounds });
  onTestFinished(() => store.close());
  for (let number = 1; number <= count; number++) {
    await store.append({
      verdict: {
        ...{ id: String(number), receivedAt: '2026-11-21T08:30:00.000Z', api: 'guance' },
        ...{ profile: 'documented', operation: null, outcome: 'accepted', status: 200 },
        ...{ reasons: [], warnings: [] },
      },
      request: { method: 'POST', target: '/', headers: {}, body: Buffer.alloc(bodyBytes) },
      response: { status: 200, body: 'x'.repeat(responseBytes) },
    });
  }
  return store;
}

async function ids(store: Store): Promise<string[]> {
  return (await store.list()).map(({ verdict }) => verdict.id);
}

it('keeps as many records as its bytes allow', async () => {
  const store = await filled({ maxBytes: 100 }, 8, 40, 0);
  expect(await ids(store)).toEqual(['8', '7']);
  expect(await store.counts()).toEqual({ kept: 2, dropped: 6 });
});

it('counts the bytes of responses like those of bodies', async () => {
  expect(await ids(await filled({ maxBytes: 100 }, 8, 10, 30))).toEqual(['8', '7']);
});

it('keeps as many records as its limit allows', async () => {
  expect(await ids(await filled({ maxRecords: 3 }, 8, 1, 1))).toEqual(['8', '7', '6']);
});

it('keeps the newest record even if it exceeds the limit of the store', async () => {
  expect(await ids(await filled({ maxBytes: 100 }, 3, 500, 0))).toEqual(['3']);
});
