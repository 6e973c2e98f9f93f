/** What a run against a real endpoint says of rules that the contract only assumes. */
import { reasonPointer, SOURCES_PLACE, writtenReasons } from '@pushspec/contract';
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

/** What most of a run was answered with, where that is the same whatever was sent: it says something of the sender, and nothing of the rules. */
export interface Uniform {
  readonly got: string;
  readonly scenarios: number;
  readonly of: number;
}

export function uniformAnswer(results: readonly Result[]): Uniform | undefined {
  const played = results.filter(({ outcome }) => outcome !== 'skipped');
  const [most] = [...Map.groupBy(played, firstAnswer)]
    // What only one reason was answered with says something of that one.
    .filter(([got, alike]) => got !== undefined && reasonsOf(alike).size > 1)
    .sort(([, one], [, other]) => other.length - one.length);
  if (most?.[0] === undefined || most[1].length <= played.length / 2) return undefined;
  return { got: most[0], scenarios: most[1].length, of: played.length };
}

function reasonsOf(results: readonly Result[]): Set<string> {
  return new Set(results.map(({ scenario }) => scenario.reason));
}

function firstAnswer({ problems: [first] }: Result): string | undefined {
  return first?.got;
}

/**
 * For each reason whose provenance is `assumed`, and that a scenario has asked for, what came of it. One contradiction outweighs the rest.
 * Results with the answer that most of the run has got say nothing.
 */
export function evidenceOf(
  results: readonly Result[],
  contracts: readonly Contract[],
  takenOn: string,
): Evidence[] {
  const uniform = uniformAnswer(results)?.got;
  const telling = results.filter(
    (result) => result.outcome !== 'skipped' && (uniform === undefined || firstAnswer(result) !== uniform),
  );
  return contracts.flatMap(({ vendor, document }) => {
    const own = telling.filter(({ scenario }) => scenario.vendor === vendor);
    const byReason = Map.groupBy(own, ({ scenario }) => scenario.reason);
    return [...byReason].flatMap(([reason, list]): Evidence[] => {
      const entry = writtenReasons(document)[reason];
      if (entry?.provenance !== 'assumed' || entry.outcome !== 'rejected') return [];
      const against = list.filter(({ problems }) => problems.length > 0);
      const [first] = against.flatMap(({ problems }) => problems);
      const scenarios = (first ? against : list).map(({ scenario }) => scenario.id);
      const place = `${reasonPointer(reason).slice(1).replace('/', '.')} in spec/${vendor}/openapi.yaml`;
      const advice = first
        ? `${first.what}: expected ${first.expected}, got ${first.got}; correct ${place}`
        : `in ${place} write "provenance: observed" and a source of ${SOURCES_PLACE} that was read on ${takenOn}`;
      return [{ vendor, reason, says: first ? 'contradicted' : 'confirmed', scenarios, advice }];
    });
  });
}
