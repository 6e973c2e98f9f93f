/** All the configurations and all the breaks, of which `test/facts` has a few. */
import { expect, it } from 'vitest';
import { firstFailure } from '../facts/verify.fixture.ts';
import { configurations, played } from '../facts/verify-configurations.fixture.ts';
import { breaks } from '../independent-server/breaks.ts';

it.each(configurations)(
  'verify ends without a failure, and says of what it skips why: $name ($vendor, $profile)',
  async (configuration) => {
    const { failed, passed, unexplained } = await played(configuration);
    expect({ failed, unexplained }).toEqual({ failed: [], unexplained: [] });
    expect(passed).toBeGreaterThan(0);
  },
  600_000,
);

it.each(breaks)(
  'verify notices that $wrong ($vendor)',
  async (one) => {
    expect(await firstFailure(one)).toMatchObject({ outcome: 'failed' });
  },
  600_000,
);
