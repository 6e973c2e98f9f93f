import { expect, it } from 'vitest';
import { configurations, played } from './verify-configurations.fixture.ts';

/** `npm run test:configurations` plays all of them. */
const shown = ['an API key is required, 1', 'tokens with quotes and backslashes, 1'];

it('there are at least 25 configurations', () => {
  expect(configurations.length).toBeGreaterThanOrEqual(25);
});

it.each(configurations.filter(({ name }) => shown.includes(name)))(
  'verify ends without a failure, and says of what it skips why: $name ($vendor, $profile)',
  async (configuration) => {
    const { failed, passed, unexplained } = await played(configuration);
    expect({ failed, unexplained }).toEqual({ failed: [], unexplained: [] });
    expect(passed).toBeGreaterThan(0);
  },
  600_000,
);
