import { expect, it } from 'vitest';
import { firstFailure } from '../facts/verify.fixture.ts';
import { breaks } from '../independent-server/breaks.ts';

it.each(breaks)(
  'verify detects that $wrong ($api)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
