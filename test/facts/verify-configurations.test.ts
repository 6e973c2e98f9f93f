import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { configurations, played } from './verify-configurations.fixture.ts';

/** `npm run test:configurations` plays all of them. */
const shown = ['an API key is required, 1', 'tokens with quotes and backslashes, 1'];

it('there are at least 25 configurations', () => {
  expect(configurations.length).toBeGreaterThanOrEqual(25);
});

it.each(apiNames)('npm run test:configurations plays configurations of %s', (api) => {
  expect(configurations.some((each) => each.api === api)).toBe(true);
  const file = join(import.meta.dirname, `../configurations/${api}.test.ts`);
  expect(readFileSync(file, 'utf8')).toContain(`testConfigurations('${api}')`);
});

it.each(configurations.filter(({ name }) => shown.includes(name)))(
  'verify reports no failures and gives a reason for each skipped case: $name ($api, $profile)',
  async (configuration) => {
    const { failed, passed, unexplained } = await played(configuration);
    expect({ failed, unexplained }).toEqual({ failed: [], unexplained: [] });
    expect(passed).toBeGreaterThan(0);
  },
  600_000,
);
