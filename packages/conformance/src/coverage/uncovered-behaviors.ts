/** Finds behaviors of a contract that have no written scenario. */
import type { Contract } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Behavior, behaviorsOf } from './behaviors.ts';
import { expectedCodes } from './exchange.ts';

/** Returns the behaviors of a contract that no scenario of its profile shows. */
export function uncoveredBehaviors(contract: Contract, scenarios: readonly Scenario[]): Behavior[] {
  const shown = new Set(
    scenarios
      .filter(({ api, profiles }) => api === contract.api && profiles.includes(contract.profile))
      .flatMap((scenario) => codesOf(scenario).map((reason) => `${scenario.operation} ${reason}`)),
  );
  return behaviorsOf(contract).filter(({ operation, reason }) => !shown.has(`${operation} ${reason}`));
}

function codesOf(scenario: Scenario): string[] {
  return scenario.expect.undocumented ? [] : expectedCodes(scenario);
}
