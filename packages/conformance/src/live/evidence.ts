/** Collects evidence from a real endpoint about rules that the contract only assumes. */
import { reasonPointer, SOURCES_PATH, writtenReasons } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { Result } from '../run/run.ts';

/** Evidence about one assumed reason. */
export interface Evidence {
  readonly api: string;
  /** Code of the assumed reason. */
  readonly reason: string;
  readonly says: 'confirmed' | 'contradicted';
  /** Ids of the scenarios that provide the evidence. */
  readonly scenarios: readonly string[];
  /** What to change in the contract, or what was observed instead. */
  readonly advice: string;
}

/** A response that most of a run received whatever was sent. It is evidence about the sender, not about the rules. */
export interface UniformResponse {
  readonly got: string;
  readonly scenarios: number;
  readonly of: number;
}

export function uniformResponse(results: readonly Result[]): UniformResponse | undefined {
  const played = results.filter(({ outcome }) => outcome !== 'skipped');
  const [most] = [...Map.groupBy(played, firstResponse)]
    // A response to only one reason is evidence about that reason.
    .filter(([got, alike]) => got !== undefined && reasonsOf(alike).size > 1)
    .sort(([, one], [, other]) => other.length - one.length);
  if (most?.[0] === undefined || most[1].length <= played.length / 2) return undefined;
  return { got: most[0], scenarios: most[1].length, of: played.length };
}

function reasonsOf(results: readonly Result[]): Set<string> {
  return new Set(results.map(({ scenario }) => scenario.reason));
}

function firstResponse({ problems: [first] }: Result): string | undefined {
  return first?.got;
}

/**
 * Returns the evidence for each reason with provenance `assumed` that a scenario covers. One contradiction outweighs the rest.
 * Results with the uniform response of the run are ignored.
 */
export function evidenceOf(
  results: readonly Result[],
  contracts: readonly Contract[],
  takenOn: string,
): Evidence[] {
  const uniform = uniformResponse(results)?.got;
  const meaningful = results.filter(
    (result) => result.outcome !== 'skipped' && (uniform === undefined || firstResponse(result) !== uniform),
  );
  return contracts.flatMap(({ api, document }) => {
    const own = meaningful.filter(({ scenario }) => scenario.api === api);
    const byReason = Map.groupBy(own, ({ scenario }) => scenario.reason);
    return [...byReason].flatMap(([reason, list]): Evidence[] => {
      const entry = writtenReasons(document)[reason];
      if (entry?.provenance !== 'assumed' || entry.outcome !== 'rejected') return [];
      const against = list.filter(({ problems }) => problems.length > 0);
      const [first] = against.flatMap(({ problems }) => problems);
      const scenarios = (first ? against : list).map(({ scenario }) => scenario.id);
      const location = `${reasonPointer(reason).slice(1).replace('/', '.')} in spec/${api}/openapi.yaml`;
      const advice = first
        ? `${first.what}: expected ${first.expected}, got ${first.got}; correct ${location}`
        : `in ${location} write "provenance: observed" and a source of ${SOURCES_PATH} that was read on ${takenOn}`;
      return [{ api, reason, says: first ? 'contradicted' : 'confirmed', scenarios, advice }];
    });
  });
}
