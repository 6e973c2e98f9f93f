/** Finds the rules of a contract that no case keeps or breaks, without a target. */
import type { Contract } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { windowSequences } from '../sequences/window-sequences.ts';
import { createObserver } from './observer.ts';
import { createPlan } from './plan.ts';

/** Returns JSON pointers with the side that no case shows, and behaviors without a case. */
export async function uncoveredRules(contract: Contract, cases: readonly Scenario[]): Promise<string[]> {
  const { items } = await createObserver(contract);
  const plan = await createPlan(contract);
  const own = cases.filter(
    ({ api, profiles }) => api === contract.api && profiles.includes(contract.profile),
  );
  const shown = new Set([...own.flatMap(plan), ...windowSequences(contract).flatMap(({ shows }) => shows)]);
  return items.filter((item) => !shown.has(item));
}
