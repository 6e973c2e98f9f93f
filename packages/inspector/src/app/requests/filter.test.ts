import { expect, it } from 'vitest';
import type { Verdict } from '../admin/types.ts';
import { EVERYTHING, passes, queryOf } from './filter.ts';

const verdict = {
  vendor: 'guance',
  outcome: 'rejected',
  reasons: [{ code: 'a-b' }],
  warnings: [],
} as unknown as Verdict;

it('asks for nothing that is not set', () => {
  expect(queryOf({ ...EVERYTHING, vendor: 'guance', text: 'a b' }).toString()).toBe('vendor=guance&text=a+b');
});

it('leaves out a reason that can be no code', () => {
  expect(queryOf({ ...EVERYTHING, reason: 'A "quote' }).toString()).toBe('');
});

it('lets pass what fits all that is set', () => {
  expect(passes({ ...EVERYTHING, vendor: 'guance', reason: 'a-b' }, verdict)).toBe(true);
  expect(passes({ ...EVERYTHING, outcome: 'accepted' }, verdict)).toBe(false);
  expect(passes({ ...EVERYTHING, reason: 'c' }, verdict)).toBe(false);
});
