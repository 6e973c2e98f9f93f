/** Decides which scenarios may run against a real account. */
import type { Contract } from '../contract/contract.ts';
import { reasonOf } from '../run/expectation.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a run against a real account may do. */
export interface LiveRules {
  /** Whether to send requests that the vendor accepts. They leave events and metrics behind. */
  readonly mayLeaveEvents: boolean;
}

/** Returns why a scenario must not run against a real endpoint, or `undefined` if it costs at most a refused request. */
export function liveSkipReason(scenario: Scenario, contract: Contract, rules: LiveRules): string | undefined {
  const { given, raw, call, reason } = scenario;
  if (given.exhausted !== undefined) return 'it would use up a rate limit of the account';
  if (given.fault !== undefined) return 'a real endpoint cannot be made to fail';
  if (given.clock !== undefined) return 'the clock of a real endpoint cannot be set';
  if (given.config !== undefined) return 'the settings of a real endpoint cannot be changed';
  if (/"(padTo|size)"|limits\.(maxBodyBytes|droppedFromBytes)/.test(JSON.stringify({ raw, call }))) {
    return 'it would send a body as large as the limit';
  }
  const isRefused = reasonOf(contract, reason)?.outcome === 'rejected';
  return isRefused || rules.mayLeaveEvents ? undefined : 'it would leave an event or a metric behind';
}
