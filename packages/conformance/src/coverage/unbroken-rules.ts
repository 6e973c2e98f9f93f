/** Rules of a contract that no case is there to break or to keep: found without any target. */
import type { Contract } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { windowSequences } from '../sequences/window-sequences.ts';
import { createObserver } from './observer.ts';
import { createPlan } from './plan.ts';

/** JSON pointers with the side that no case shows, and behaviours without a case; empty where nothing is missing. */
export async function unbrokenRules(contract: Contract, cases: readonly Scenario[]): Promise<string[]> {
  const { items } = await createObserver(contract);
  const plan = await createPlan(contract);
  const own = cases.filter(
    ({ vendor, profiles }) => vendor === contract.vendor && profiles.includes(contract.profile),
  );
  const shown = new Set([...own.flatMap(plan), ...windowSequences(contract).flatMap(({ shows }) => shows)]);
  return items.filter((item) => !shown.has(item));
}
