import { expect, it } from 'vitest';
import type { Outcome, Verdict } from '../admin/types.ts';
import { bucketsOf, itemCounts, total, windowCounts } from './series.ts';

function verdict(second: number, outcome: Outcome = 'accepted', items = 1): Verdict {
  return {
    ...{
      id: `${second}`,
      api: 'guance',
      profile: 'documented',
      operation: 'pushEvent',
      status: 200,
      outcome,
    },
    receivedAt: new Date(Date.UTC(2026, 10, 26) + second * 1000).toISOString(),
    ...{
      reasons: [],
      warnings: [],
      items: Array(items).fill({ pointer: '', outcome: 'accepted', transformed: [] }),
    },
  };
}

it('counts the verdicts of each second by outcome', () => {
  const { seconds, buckets } = bucketsOf([verdict(2, 'rejected'), verdict(0), verdict(0)], 10);
  expect(seconds).toBe(1);
  expect(buckets.map(({ counts }) => counts)).toEqual([
    { accepted: 2, rejected: 0, ignored: 0 },
    { accepted: 0, rejected: 0, ignored: 0 },
    { accepted: 0, rejected: 1, ignored: 0 },
  ]);
});

it('uses longer buckets for a longer time span and loses no verdicts', () => {
  const { seconds, buckets } = bucketsOf([verdict(0), verdict(100), verdict(299)], 60);
  expect(seconds).toBe(5);
  expect(buckets.length).toBeLessThanOrEqual(60);
  expect(buckets.map(total).reduce((a, b) => a + b)).toBe(3);
});

it('has no buckets if nothing has arrived', () => {
  expect(bucketsOf([], 60).buckets).toEqual([]);
});

it('includes a request at the end of the window but not one at its start', () => {
  const counts = windowCounts([verdict(0), verdict(1), verdict(2), verdict(2)], 2, 10);
  expect(counts.map(({ value }) => value)).toEqual([1, 2, 2, 3]);
});

it('uses the item count if the list is truncated', () => {
  const cut = { ...verdict(1, 'accepted', 2), itemCount: 100 };
  expect(itemCounts([cut, verdict(0, 'accepted', 3)], 10).map(({ value }) => value)).toEqual([3, 100]);
});
