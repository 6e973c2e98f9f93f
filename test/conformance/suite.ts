/** Runs the whole suite against one target and summarizes the outcome for tests. */
import { readFileSync } from 'node:fs';
import {
  type Contract,
  type Counts,
  type Coverage,
  coverageOf,
  coverageText,
  type GeneratedCase,
  generateCases,
  loadContract,
  loadScenarios,
  type MatchedDifferences,
  matchDifferences,
  parseDifferences,
  runScenarios,
  type SequenceResult,
  type Summary,
  type Target,
} from '@pushspec/conformance';
import { apiNames, type Profile } from '@pushspec/contract';
import { sign } from './sign.ts';

export interface Played {
  readonly summary: Summary;
  readonly settled: MatchedDifferences;
}

/** The outcome that the tests check. */
export interface Outcome {
  /** Unlisted differences, and listed ones that no longer occur. */
  readonly differences: readonly string[];
  /** Reasons for skipped scenarios, without duplicates. */
  readonly skips: readonly string[];
  readonly verdictsUnchecked: number;
  readonly gaps: readonly string[];
  /** Percentage of the available items that were shown. */
  readonly percent: number;
  readonly counts: Counts;
}

const differencesFile = new URL('differences.yaml', import.meta.url);

export function contractsOf(profile: Profile): Contract[] {
  return apiNames.map((api) => loadContract(api, profile));
}

/** Runs the scenarios and generated cases of the target's profile, or a selection, against the committed contracts. */
export async function playAll(
  target: Target,
  isWanted: (generated: GeneratedCase) => boolean = () => true,
): Promise<Played> {
  const contracts = contractsOf(target.profile);
  const generated = await Promise.all(contracts.map((contract) => generateCases(contract)));
  const scenarios = [...(await loadScenarios()), ...generated.flat().filter(isWanted)];
  const summary = await runScenarios({ scenarios, target, contracts, sign, strictness: 'exact' });
  return {
    summary,
    settled: matchDifferences(summary, await parseDifferences(readFileSync(differencesFile, 'utf8'))),
  };
}

/** Runs the written scenarios against the committed contracts. */
export async function playWritten(target: Target): Promise<Summary> {
  return runScenarios({
    scenarios: await loadScenarios(),
    target,
    contracts: contractsOf(target.profile),
    sign,
    strictness: 'exact',
  });
}

export function coverage(
  { summary, settled: { known } }: Played,
  profile: Profile,
  sequences?: readonly SequenceResult[],
): Promise<Coverage> {
  return coverageOf({ summary, contracts: contractsOf(profile), known, ...(sequences && { sequences }) });
}

/** Returns each gap, and the percentage, for test output. */
export function gapsOf(covered: Coverage): string[] {
  return coverageText(covered)
    .split('\n')
    .filter((line) => line.startsWith('GAP'));
}

/** Formats each unlisted difference, and each listed one that no longer occurs. */
export function differences({ settled: { unexpected, stale } }: Played): string[] {
  return [
    ...unexpected.flatMap(({ scenario, problems }) =>
      problems.map(({ what, expected, got }) => `${scenario.id}: ${what}: expected ${expected}, got ${got}`),
    ),
    ...stale.map(({ cases, why }) => `no longer shown: ${cases}: ${why}`),
  ];
}

/** Returns the reasons for skipped scenarios, without duplicates. */
export function reasonsToSkip({ summary: { results } }: Played): string[] {
  return [...new Set(results.flatMap(({ because }) => because ?? []))].sort();
}
