/** The whole suite against one target, in the form in which the tests look at it. */
import { loadContract, loadScenarios, runScenarios, type Summary, type Target } from '@pushspec/conformance';
import { vendors } from '@pushspec/contract';
import { sign } from './sign.ts';

/** Plays every scenario of the target's profile by the committed contracts, and closes the target. */
export async function playAll(target: Target & { close(): Promise<void> }): Promise<Summary> {
  try {
    const contracts = vendors.map((vendor) => loadContract(vendor, target.profile));
    return await runScenarios({ scenarios: await loadScenarios(), target, contracts, sign });
  } finally {
    await target.close();
  }
}

/** Each difference in a line. */
export function differences({ results }: Summary): string[] {
  return results.flatMap(({ scenario, problems }) =>
    problems.map(({ what, expected, got }) => `${scenario.file}: ${what}: expected ${expected}, got ${got}`),
  );
}

/** Why scenarios were skipped, each reason once. */
export function reasonsToSkip({ results }: Summary): string[] {
  return [...new Set(results.flatMap(({ because }) => because ?? []))].sort();
}
