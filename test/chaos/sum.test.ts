import { expect, it } from 'vitest';
import { sumOf } from './sum.ts';

it('adds numbers and counts, joins lists, and keeps the longest time', () => {
  const first = { kills: 2, longestGapMs: 900, errors: { full: 1 }, failures: ['a'] };
  const second = { kills: 3, longestGapMs: 400, errors: { full: 2, away: 1 }, failures: ['b'] };
  expect(sumOf([first, second])).toEqual({
    ...{ kills: 5, longestGapMs: 900, errors: { full: 3, away: 1 }, failures: ['a', 'b'] },
  });
});

it('has no figures without rounds', () => {
  expect(sumOf([])).toEqual({});
});
