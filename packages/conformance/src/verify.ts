/** A whole run against an implementation: scenarios and generated cases, then sequences, then what of the contracts was shown. */
import type { Contract } from './contract/contract.ts';
import { type Coverage, coverageOf } from './coverage/coverage.ts';
import { generateCases } from './generate/generate-cases.ts';
import { type RunOptions, runScenarios, type Summary } from './run/run.ts';
import { loadScenarios } from './scenario/load.ts';
import type { Scenario } from './scenario/scenario.ts';
import { runSequences, type SequenceResult } from './sequences/run-sequences.ts';

export interface VerifyOptions extends Omit<RunOptions, 'scenarios' | 'filter'> {
  /** What is played of the scenarios and cases of the contracts; then neither sequences nor coverage. @default all */
  readonly scenarios?: readonly Scenario[] | undefined;
}

export interface Verification {
  readonly summary: Summary;
  readonly sequences: readonly SequenceResult[];
  /** Undefined where only a part was played. */
  readonly coverage: Coverage | undefined;
}

/** Plays all that there is for the contracts, or the scenarios that are given. Rejects with an EmptyRunError when none could be played. */
export async function verify({ scenarios, ...options }: VerifyOptions): Promise<Verification> {
  const { contracts, target, sign, strictness } = options;
  const all = scenarios ?? (await casesOf(contracts));
  const summary = await runScenarios({ ...options, scenarios: all });
  if (scenarios) return { summary, sequences: [], coverage: undefined };
  const { gaveUp } = summary;
  const sequences = await runSequences({
    ...{ contracts, target, sign, strictness },
    ...(gaveUp && { skipsBecause: `given up before ${gaveUp.before}: ${gaveUp.because}` }),
  });
  return { summary, sequences, coverage: await coverageOf({ summary, contracts, sequences }) };
}

/** The written scenarios of the contracts' vendors, and the cases that are generated from the contracts. */
export async function casesOf(contracts: readonly Contract[]): Promise<Scenario[]> {
  const own = await Promise.all(
    contracts.map(async (contract) => [
      ...(await loadScenarios({ vendor: contract.vendor })),
      ...(await generateCases(contract)),
    ]),
  );
  return own.flat();
}
