import { expect, it } from 'vitest';
import { configurations, played } from '../facts/verify-configurations.fixture.ts';

it.each(configurations.filter(({ vendor }) => vendor === 'blueking'))(
  'verify ends without a failure, and says of what it skips why: $name ($vendor, $profile)',
  async (configuration) => {
    const { failed, passed, unexplained } = await played(configuration);
    expect({ failed, unexplained }).toEqual({ failed: [], unexplained: [] });
    expect(passed).toBeGreaterThan(0);
  },
  600_000,
);
