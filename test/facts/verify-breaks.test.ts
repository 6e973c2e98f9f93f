import { expect, it } from 'vitest';
import { breaks } from '../independent-server/breaks.ts';
import { firstFailure } from './verify.fixture.ts';

/** Mistakes that `verify` once missed. `npm run test:configurations` runs all of them. */
const onceMissed = [
  'five requests per minute are allowed',
  'prefixes are forbidden in any letter case',
  'the inner traceId differs',
  'reqCost differs from the time between both timestamps',
];

it('there are at least 22 breaks', () => {
  expect(breaks.length).toBeGreaterThanOrEqual(22);
});

it.each(breaks.filter(({ wrong }) => onceMissed.includes(wrong)))(
  'verify detects that $wrong ($api)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
