/** Which scenarios may be played against somebody's real account. */
import type { Contract } from '../contract/contract.ts';
import { reasonOf } from '../run/expectation.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface LiveRules {
  /** Whether requests may be sent that the vendor takes: they leave events and metrics behind. */
  readonly mayLeaveEvents: boolean;
}

/** Why a scenario is not played against a real endpoint; undefined for one that costs a refused request and no more. */
export function whyNotLive(scenario: Scenario, contract: Contract, rules: LiveRules): string | undefined {
  const { given, raw, call, reason } = scenario;
  if (given.exhausted !== undefined) return 'it would use a rate limit of the account up';
  if (given.fault !== undefined) return 'a real endpoint cannot be made to fail';
  if (given.clock !== undefined) return 'the clock of a real endpoint cannot be set';
  if (given.config !== undefined) return 'the settings of a real endpoint cannot be changed';
  if (/"(padTo|size)"|limits\.(maxBodyBytes|droppedFromBytes)/.test(JSON.stringify({ raw, call }))) {
    return 'it would send a body as large as the limit';
  }
  const isRefused = reasonOf(contract, reason)?.outcome === 'rejected';
  return isRefused || rules.mayLeaveEvents ? undefined : 'it would leave an event or a metric behind';
}
