/** What the written scenarios of a contract leave uncovered: each behaviour has to have one. */
import type { Contract } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Behaviour, behavioursOf } from './behaviours.ts';
import { expectedCodes } from './exchange.ts';

/** The behaviours of a contract that no scenario of its profile shows. */
export function gaps(contract: Contract, scenarios: readonly Scenario[]): Behaviour[] {
  const shown = new Set(
    scenarios
      .filter(({ vendor, profiles }) => vendor === contract.vendor && profiles.includes(contract.profile))
      .flatMap((scenario) => codesOf(scenario).map((reason) => `${scenario.operation} ${reason}`)),
  );
  return behavioursOf(contract).filter(({ operation, reason }) => !shown.has(`${operation} ${reason}`));
}

function codesOf(scenario: Scenario): string[] {
  return scenario.expect.undocumented ? [] : expectedCodes(scenario);
}
