/** The whole suite against one target, in the form in which the tests look at it. */
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
  parseDifferences,
  runScenarios,
  type SequenceResult,
  type Settled,
  type Summary,
  settle,
  type Target,
} from '@pushspec/conformance';
import { type Profile, vendors } from '@pushspec/contract';
import { sign } from './sign.ts';

export interface Played {
  readonly summary: Summary;
  readonly settled: Settled;
}

/** What the tests look at. */
export interface Outcome {
  /** Differences that are not written down, and entries of the list that no longer show. */
  readonly differences: readonly string[];
  /** Why scenarios were skipped, each reason once. */
  readonly skips: readonly string[];
  readonly verdictsUnchecked: number;
  readonly gaps: readonly string[];
  /** Shown of what the target can show. */
  readonly percent: number;
  readonly counts: Counts;
}

const differencesFile = new URL('differences.yaml', import.meta.url);

export function contractsOf(profile: Profile): Contract[] {
  return vendors.map((vendor) => loadContract(vendor, profile));
}

/** Plays every scenario and the generated cases of the target's profile, all of them or some, by the committed contracts. */
export async function playAll(
  target: Target,
  isWanted: (generated: GeneratedCase) => boolean = () => true,
): Promise<Played> {
  const contracts = contractsOf(target.profile);
  const generated = await Promise.all(contracts.map((contract) => generateCases(contract)));
  const scenarios = [...(await loadScenarios()), ...generated.flat().filter(isWanted)];
  const summary = await runScenarios({ scenarios, target, contracts, sign, strictness: 'exact' });
  return { summary, settled: settle(summary, await parseDifferences(readFileSync(differencesFile, 'utf8'))) };
}

/** Plays the scenarios that people have written, by the committed contracts. */
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

/** Each gap, and the number: what a test shows when there is one. */
export function gapsOf(covered: Coverage): string[] {
  return coverageText(covered)
    .split('\n')
    .filter((line) => line.startsWith('GAP'));
}

/** Each difference that is not written down in a line, and each that is written down and no longer shows. */
export function differences({ settled: { unexpected, stale } }: Played): string[] {
  return [
    ...unexpected.flatMap(({ scenario, problems }) =>
      problems.map(({ what, expected, got }) => `${scenario.id}: ${what}: expected ${expected}, got ${got}`),
    ),
    ...stale.map(({ cases, why }) => `no longer shown: ${cases}: ${why}`),
  ];
}

/** Why scenarios were skipped, each reason once. */
export function reasonsToSkip({ summary: { results } }: Played): string[] {
  return [...new Set(results.flatMap(({ because }) => because ?? []))].sort();
}
