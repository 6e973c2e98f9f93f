/** What a run against a real endpoint says of rules that the contract only assumes. */
import { isObject, type Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { Result } from '../run/run.ts';

export interface Evidence {
  readonly vendor: string;
  /** Code of the reason that is assumed. */
  readonly reason: string;
  readonly says: 'confirmed' | 'contradicted';
  /** The scenarios that say so. */
  readonly scenarios: readonly string[];
  /** What to change in the contract, or what was seen instead. */
  readonly advice: string;
}

/** For each reason whose provenance is `assumed`, and that a scenario has asked for, what came of it. One contradiction outweighs the rest. */
export function evidenceOf(
  results: readonly Result[],
  contracts: readonly Contract[],
  takenOn: string,
): Evidence[] {
  return contracts.flatMap(({ vendor, document }) => {
    const own = results.filter(
      ({ scenario, outcome }) => scenario.vendor === vendor && outcome !== 'skipped',
    );
    const byReason = Map.groupBy(own, ({ scenario }) => scenario.reason);
    return [...byReason].flatMap(([reason, list]): Evidence[] => {
      const entry: Json | undefined = document['x-reasons'][reason] as Json | undefined;
      if (!isObject(entry) || entry.provenance !== 'assumed' || entry.outcome !== 'rejected') return [];
      const against = list.filter(({ problems }) => problems.length > 0);
      const [first] = against.flatMap(({ problems }) => problems);
      const says = first ? 'contradicted' : 'confirmed';
      const scenarios = (first ? against : list).map(({ scenario }) => scenario.id);
      const place = `x-reasons.${reason} in spec/${vendor}/openapi.yaml`;
      const advice = first
        ? `${first.what}: expected ${first.expected}, got ${first.got}; correct ${place}`
        : `in ${place} write "provenance: observed" and a source of info.x-sources that was read on ${takenOn}`;
      return [{ vendor, reason, says, scenarios, advice }];
    });
  });
}
