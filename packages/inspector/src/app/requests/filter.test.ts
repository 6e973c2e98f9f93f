import { expect, it } from 'vitest';
import type { Verdict } from '../admin/types.ts';
import { matches, NO_FILTER, queryOf } from './filter.ts';

const verdict = {
  api: 'guance',
  outcome: 'rejected',
  reasons: [{ code: 'a-b' }],
  warnings: [],
} as unknown as Verdict;

it('sends no filter that is not set', () => {
  expect(queryOf({ ...NO_FILTER, api: 'guance', text: 'a b' }).toString()).toBe('api=guance&text=a+b');
});

it('omits a reason that cannot be a code', () => {
  expect(queryOf({ ...NO_FILTER, reason: 'A "quote' }).toString()).toBe('');
});

it('accepts records that match all filters', () => {
  expect(matches({ ...NO_FILTER, api: 'guance', reason: 'a-b' }, verdict)).toBe(true);
  expect(matches({ ...NO_FILTER, outcome: 'accepted' }, verdict)).toBe(false);
  expect(matches({ ...NO_FILTER, reason: 'c' }, verdict)).toBe(false);
});

it('requests a sandbox and accepts only its records', () => {
  const filter = { ...NO_FILTER, sandbox: 'a1' };
  expect(queryOf(filter).toString()).toBe('sandbox=a1');
  expect(
    [verdict, { ...verdict, sandbox: 'a1' }, { ...verdict, sandbox: 'b2' }].map((one) =>
      matches(filter, one),
    ),
  ).toEqual([false, true, false]);
});
