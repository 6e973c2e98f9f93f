import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { contractOf } from '../contract/contract.ts';
import { createMasking } from '../mask.ts';
import { itemVerdicts } from '../pipeline/interpretation.ts';
import type { Finding, Verdict } from '../pipeline/verdict.ts';
import { createShownVerdicts } from './shown-verdicts.ts';
import type { StoredRecord } from './store.ts';

const finding = { code: 'empty-body', message: 'it is empty', fix: 'Send one.', pointer: '/a' } as Finding;
const verdict: Verdict = {
  ...{ id: 'an-id', receivedAt: '2026-11-21T08:30:00.000Z', api: 'blueking', profile: 'documented' },
  ...{ operation: null, outcome: 'rejected', status: 400, reasons: [finding], warnings: [], items: [] },
};
const record: StoredRecord = {
  verdict,
  request: { method: 'POST', target: '/', headers: {}, body: Buffer.alloc(0) },
  response: { status: 400, body: '' },
};

function shownAs(read: () => Verdict) {
  const errors: unknown[] = [];
  const shown = createShownVerdicts({
    read,
    maskOf: () => createMasking(parseConfig({ guance: { apiKeys: ['hidden'] } })).of(record.request),
    onError: (error) => errors.push(error),
  });
  return { ...shown, errors };
}

it('reads items up to a number of characters, and counts all', () => {
  const { items, count } = itemVerdicts(contractOf('blueking', 'documented'), {
    body: { data: [1, 2, 3, 4] },
    verdict: { ...verdict, reasons: [], outcome: 'accepted' },
    limits: { items: 3, characters: 200 },
    resultOf: () => ({ transformed: [], result: { long: 'x'.repeat(60) } }),
    isDropped: () => false,
  });
  expect([items.map(({ pointer }) => pointer), count]).toEqual([['/data/0', '/data/1'], 4]);
});

it('reports that items are missing from a record', () => {
  const items = [{ pointer: '/data/0', outcome: 'accepted', transformed: [] }] as Verdict['items'];
  const { whole } = shownAs(() => ({ ...verdict, items, itemCount: 3 }));
  expect(whole(record).notShown).toBe('only the first 1 of 3 items fit into a response');
});

it('shows only the codes of a record that cannot be read, and reports the error', () => {
  const { row, whole, errors } = shownAs(() => {
    throw new Error('hidden');
  });
  for (const shown of [row(record), whole(record)]) {
    expect(shown.notShown).toBe('this record cannot be shown; the log of the server says why');
    expect(shown.reasons).toEqual([{ code: 'empty-body', message: shown.notShown, fix: '' }]);
  }
  expect(errors).toHaveLength(2);
});

it('truncates a long message after masking', () => {
  const message = `${'x'.repeat(997)}hidden${'y'.repeat(1000)}`;
  const { row } = shownAs(() => ({ ...verdict, reasons: [{ ...finding, message }] }));
  expect(row(record).reasons[0]?.message).toBe(`${'x'.repeat(997)}…yy…`);
});

it('omits the results of large items', () => {
  const result = { long: 'x'.repeat(70_000) };
  const items = [{ pointer: '/data/0', outcome: 'accepted', transformed: [], result }] as Verdict['items'];
  const { row } = shownAs(() => ({ ...verdict, items }));
  expect(row(record)).toMatchObject({
    items: [{ pointer: '/data/0', outcome: 'accepted', transformed: [] }],
    notShown: 'the items are too large for a list: GET /__admin/requests/an-id shows them',
  });
});

it('reads a record once for all lists, until the cache is cleared', () => {
  let reads = 0;
  const { row, clear } = shownAs(() => {
    reads++;
    return verdict;
  });
  row(record);
  row(record);
  clear();
  row(record);
  expect(reads).toBe(2);
});
