/** Finds the cases to run again after a part of a contract changes. */
import { reasonPointer } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { expectedCodes } from '../coverage/exchange.ts';
import { createPlan } from '../coverage/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isGenerated } from './generated-case.ts';

/** Options of {@link affectedCases}. */
export interface AffectedCasesOptions {
  /** The contract before the change. */
  readonly contract: Contract;
  /** Written scenarios and generated cases. */
  readonly cases: readonly Scenario[];
  /** Maximum number of cases that show a rule kept, if every accepted case does. @default 5 */
  readonly most?: number;
}

/** Returns the cases that depend on one of these JSON pointers, in the order of `cases`. */
export type AffectedCases = (pointers: Iterable<string>) => Scenario[];

/**
 * Finds the cases that depend on JSON pointers of a contract, on anything below them, or on the enclosing rule:
 * cases made for it, cases that break it, cases that end with its reason, and some that keep it.
 */
export async function affectedCases({
  contract,
  cases,
  most = 5,
}: AffectedCasesOptions): Promise<AffectedCases> {
  const plan = await createPlan(contract);
  const own = cases.filter(
    ({ api, profiles }) => api === contract.api && profiles.includes(contract.profile),
  );
  const pointersOf = new Map(
    own.map((scenario) => [scenario, affectedPointers(contract, scenario, plan(scenario))]),
  );
  return (pointers) => {
    const wanted = [...pointers];
    const kept = new Map<string, number>();
    return own.filter((scenario) => {
      const { mustRun, mayRun } = pointersOf.get(scenario) ?? { mustRun: [], mayRun: [] };
      if (mustRun.some((location) => wanted.some((pointer) => areNested(location, pointer)))) return true;
      const shown = mayRun.filter((location) => wanted.some((pointer) => areNested(location, pointer)));
      const isNew = shown.some((location) => (kept.get(location) ?? 0) < most);
      if (isNew) for (const location of shown) kept.set(location, (kept.get(location) ?? 0) + 1);
      return isNew;
    });
  };
}

interface AffectedPointers {
  /** Pointers at which this case must notice a change. */
  readonly mustRun: readonly string[];
  /** Pointers at which many cases notice a change. */
  readonly mayRun: readonly string[];
}

function affectedPointers(
  contract: Contract,
  scenario: Scenario,
  items: readonly string[],
): AffectedPointers {
  const rules = items.filter((item) => item.startsWith('/')).map((item) => item.split(' '));
  const mustRun = rules.flatMap(([pointer = '', side]) => (side === 'invalid' ? [pointer] : []));
  const mayRun = rules.flatMap(([pointer = '', side]) => (side === 'invalid' ? [] : [pointer]));
  const codes = expectedCodes(scenario).map(reasonPointer);
  const aims = isGenerated(scenario) ? scenario.aims : [];
  return { mustRun: [...mustRun, ...codes, ...aims, ...limitPointers(contract, scenario)], mayRun };
}

/** Returns the pointers of limits that a scenario names by their reason. */
function limitPointers(contract: Contract, { operation, given, reason }: Scenario): string[] {
  const entry = contract.operations.get(operation);
  if (!entry) return [];
  const { rates } = operationFacts(contract, entry).limits;
  return rates.flatMap((rate) =>
    rate.reason === given.exhausted || rate.reason === reason ? [rate.pointer] : [],
  );
}

/** Whether one pointer equals or contains the other. */
function areNested(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
