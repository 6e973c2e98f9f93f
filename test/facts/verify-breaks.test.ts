import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { breaks } from '../independent-server/breaks.ts';
import { firstFailure } from './verify.fixture.ts';

/** Mistakes that `verify` once missed. `npm run test:configurations` runs all of them. */
const onceMissed = [
  'five requests per minute are allowed',
  'prefixes are forbidden in any letter case',
  'the inner traceId differs',
  'reqCost differs from the time between both timestamps',
  'parameters are sorted by the numbers in their names',
  'timestamps may have milliseconds',
  'a timestamp may be any time',
  'the nonce is checked after the permission',
];

it.each(apiNames)('there are at least 20 breaks of %s', (name) => {
  expect(breaks.filter(({ api }) => api === name).length).toBeGreaterThanOrEqual(20);
});

it.each(breaks.filter(({ wrong }) => onceMissed.includes(wrong)))(
  'verify detects that $wrong ($api)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
