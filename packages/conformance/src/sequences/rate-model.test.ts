import { expect, it } from 'vitest';
import { rateModel } from './rate-model.ts';

const limit = { requests: 2, windowSeconds: 1, scope: 'account', reason: 'rate-limited' };

const passes = (
  algorithm: 'fixed' | 'sliding' | 'token-bucket',
  timestamps: readonly number[],
  burst?: number,
) => {
  const model = rateModel({ ...limit, algorithm, ...(burst !== undefined && { burst }) });
  return timestamps.map(model);
};

it('fixed windows start at multiples of their length', () => {
  expect(passes('fixed', [900, 950, 999, 1000])).toEqual([true, true, false, true]);
});

it('a sliding window drops a request once it is as old as the window', () => {
  expect(passes('sliding', [900, 950, 1899, 1900, 1949])).toEqual([true, true, false, true, false]);
});

it('a bucket refills evenly up to its size', () => {
  expect(passes('token-bucket', [0, 0, 0, 0, 499, 500, 9999, 9999, 9999, 9999], 3)).toEqual([
    ...[true, true, true, false, false],
    ...[true, true, true, true, false],
  ]);
});

it('a refused request does not count', () => {
  expect(passes('sliding', [0, 0, 500, 999, 1000])).toEqual([true, true, false, false, true]);
});
