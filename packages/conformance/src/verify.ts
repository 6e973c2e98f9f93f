/** Verifies an implementation: runs scenarios and generated cases, then sequences, then measures coverage. */
import type { Contract } from './contract/contract.ts';
import { type Coverage, coverageOf } from './coverage/coverage.ts';
import { generateCases } from './generate/generate-cases.ts';
import { type RunOptions, runScenarios, type Summary } from './run/run.ts';
import { loadScenarios } from './scenario/load.ts';
import type { Scenario } from './scenario/scenario.ts';
import { runSequences, type SequenceResult } from './sequences/run-sequences.ts';

/** Options of {@link verify}. */
export interface VerifyOptions extends Omit<RunOptions, 'scenarios' | 'filter'> {
  /** Scenarios to run, without sequences and coverage. @default all scenarios and generated cases */
  readonly scenarios?: readonly Scenario[] | undefined;
}

/** The result of {@link verify}. */
export interface Verification {
  readonly summary: Summary;
  readonly sequences: readonly SequenceResult[];
  /** `undefined` if only selected scenarios were run. */
  readonly coverage: Coverage | undefined;
}

/** Runs everything for the contracts, or the given scenarios. Rejects with an EmptyRunError if none could run. */
export async function verify({ scenarios, ...options }: VerifyOptions): Promise<Verification> {
  const { contracts, target, sign, strictness } = options;
  const all = scenarios ?? (await casesOf(contracts));
  const summary = await runScenarios({ ...options, scenarios: all });
  if (scenarios) return { summary, sequences: [], coverage: undefined };
  const { aborted } = summary;
  const sequences = await runSequences({
    ...{ contracts, target, sign, strictness },
    ...(aborted && { skipReason: `given up before ${aborted.before}: ${aborted.because}` }),
  });
  return { summary, sequences, coverage: await coverageOf({ summary, contracts, sequences }) };
}

/** Returns the written scenarios of the contracts' vendors and the generated cases. */
export async function casesOf(contracts: readonly Contract[]): Promise<Scenario[]> {
  const own = await Promise.all(
    contracts.map(async (contract) => [
      ...(await loadScenarios({ api: contract.api })),
      ...(await generateCases(contract)),
    ]),
  );
  return own.flat();
}
