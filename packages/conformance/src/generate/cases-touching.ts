/** The cases that look at given places of a contract: what has to be played when one of them has been changed. */
import { reasonPointer } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { expectedCodes } from '../coverage/exchange.ts';
import { createPlan } from '../coverage/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isGenerated } from './generated-case.ts';

export interface TouchingOptions {
  /** The true contract. */
  readonly contract: Contract;
  /** Written and generated ones. */
  readonly cases: readonly Scenario[];
  /** How many cases are taken that show a rule kept, where all that are accepted do. @default 5 */
  readonly most?: number;
}

/** The cases that touch one of these places (JSON pointers), in the order of `cases`. */
export type Touching = (pointers: Iterable<string>) => Scenario[];

/**
 * Finds, for JSON pointers of a contract, the cases that touch what stands there or below, or the rule that holds it:
 * those made for it, those that break it, those that end with its reason, and some of those that keep it.
 */
export async function casesTouching({ contract, cases, most = 5 }: TouchingOptions): Promise<Touching> {
  const plan = await createPlan(contract);
  const own = cases.filter(
    ({ vendor, profiles }) => vendor === contract.vendor && profiles.includes(contract.profile),
  );
  const placesOf = new Map(
    own.map((scenario) => [scenario, placesTouched(contract, scenario, plan(scenario))]),
  );
  return (pointers) => {
    const wanted = [...pointers];
    const kept = new Map<string, number>();
    return own.filter((scenario) => {
      const { firm, loose } = placesOf.get(scenario) ?? { firm: [], loose: [] };
      if (firm.some((place) => wanted.some((pointer) => areRelated(place, pointer)))) return true;
      const shown = loose.filter((place) => wanted.some((pointer) => areRelated(place, pointer)));
      const isNew = shown.some((place) => (kept.get(place) ?? 0) < most);
      if (isNew) for (const place of shown) kept.set(place, (kept.get(place) ?? 0) + 1);
      return isNew;
    });
  };
}

interface Places {
  /** A change there has to be noticed by this case. */
  readonly firm: readonly string[];
  /** One case of many that would notice. */
  readonly loose: readonly string[];
}

function placesTouched(contract: Contract, scenario: Scenario, items: readonly string[]): Places {
  const rules = items.filter((item) => item.startsWith('/')).map((item) => item.split(' '));
  const firm = rules.flatMap(([pointer = '', side]) => (side === 'invalid' ? [pointer] : []));
  const loose = rules.flatMap(([pointer = '', side]) => (side === 'invalid' ? [] : [pointer]));
  const codes = expectedCodes(scenario).map(reasonPointer);
  const aims = isGenerated(scenario) ? scenario.aims : [];
  return { firm: [...firm, ...codes, ...aims, ...limitPlaces(contract, scenario)], loose };
}

/** A scenario that names a limit by the reason it is refused for. */
function limitPlaces(contract: Contract, { operation, given, reason }: Scenario): string[] {
  const entry = contract.operations.get(operation);
  if (!entry) return [];
  const { rates } = operationFacts(contract, entry).limits;
  return rates.flatMap((rate) =>
    rate.reason === given.exhausted || rate.reason === reason ? [rate.pointer] : [],
  );
}

/** Whether one place is the other, or stands in it. */
function areRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
