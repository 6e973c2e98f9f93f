import { expect, it } from 'vitest';
import { firstFailure } from '../facts/verify.fixture.ts';
import { breaks } from '../independent-server/breaks.ts';

it.each(breaks)(
  'verify notices that $wrong ($vendor)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
