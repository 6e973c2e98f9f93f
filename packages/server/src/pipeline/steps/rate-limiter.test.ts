import type { RateLimit } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

const limit = { requests: 2, windowSeconds: 1, scope: 'account', reason: 'rate-limited' };
const limiter = (algorithm: RateLimit['algorithm'], burst?: number) =>
  createRateLimiter({ ...limit, algorithm, ...(burst !== undefined && { burst }) });
const taken = (take: (key: string, nowMs: number) => boolean, ...times: number[]) =>
  times.map((at) => take('a', at));

it('starts a fixed window at multiples of its length', () => {
  expect(taken(limiter('fixed'), 900, 950, 999, 1000, 1001, 1002)).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
});

it('allows no more than the limit in any period of a sliding window', () => {
  expect(taken(limiter('sliding'), 900, 950, 1000, 1899, 1900, 1949, 1950)).toEqual([
    ...[true, true, false, false, true, false, true],
  ]);
});

it('does not count requests that a sliding window rejected', () => {
  expect(taken(limiter('sliding'), 0, 1, 500, 600, 700, 1000)).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
  ]);
});

it('fills a token bucket evenly', () => {
  expect(taken(limiter('token-bucket'), 0, 0, 0, 499, 500, 501)).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
  ]);
});

it('fills a token bucket up to its burst', () => {
  expect(taken(limiter('token-bucket', 3), 0, 60_000, 60_000, 60_000, 60_000)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

it('counts every key separately', () => {
  const take = limiter('sliding');
  expect([take('a', 0), take('a', 0), take('a', 0), take('b', 0)]).toEqual([true, true, false, true]);
});

it.each(['fixed', 'sliding', 'token-bucket'] as const)(
  'does not count requests from the future after the clock is set back (%s)',
  (algorithm) => {
    expect(taken(limiter(algorithm), 60_000, 60_000, 60_000, 1000)).toEqual([true, true, false, true]);
  },
);
