import { expect, it } from 'vitest';
import { breaks } from '../independent-server/breaks.ts';
import { firstFailure } from './verify.fixture.ts';

/** `npm run test:configurations` makes all of them; these were once missed. */
const onceMissed = [
  'five requests in a minute',
  'prefixes in any letter case are forbidden',
  'the inner traceId is another one',
  'reqCost is not the time between the two instants',
];

it('there are at least 22 breaks', () => {
  expect(breaks.length).toBeGreaterThanOrEqual(22);
});

it.each(breaks.filter(({ wrong }) => onceMissed.includes(wrong)))(
  'verify notices that $wrong ($vendor)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
