/** Defines the same test for the configurations of each API. One file per API lets them run in parallel. */
import type { ApiName } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { configurations, played } from '../facts/verify-configurations.fixture.ts';

/** Defines a test for each configuration of an API. */
export function testConfigurations(api: ApiName): void {
  it.each(configurations.filter((each) => each.api === api))(
    'verify reports no failures and gives a reason for each skipped case: $name ($api, $profile)',
    async (configuration) => {
      const { failed, passed, unexplained } = await played(configuration);
      expect({ failed, unexplained }).toEqual({ failed: [], unexplained: [] });
      expect(passed).toBeGreaterThan(0);
    },
  );
}
