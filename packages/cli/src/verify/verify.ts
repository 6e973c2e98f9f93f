/** Plays scenarios, generated cases and sequences against an endpoint. Apart from the command, as it loads much that other commands do without. */
import {
  type Contract,
  type Coverage,
  coverageOf,
  EmptyRunError,
  generateCases,
  type HttpTarget,
  httpTarget,
  loadContract,
  loadScenarios,
  type Result,
  runScenarios,
  runSequences,
  type Scenario,
  type SequenceResult,
  type Summary,
} from '@pushspec/conformance';
import { type Config, type Profile, type Vendor, vendors } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { isNarrowed, selected, type Wanted } from './filter.ts';
import type { RunProgress } from './progress.ts';
import { signature } from './signature.ts';

export interface Selection {
  vendor: Vendor | undefined;
  profile: Profile;
  wanted: Wanted;
}

export interface VerifyOptions extends Selection {
  url: string;
  config: Config;
  progress: RunProgress;
  onResult: (result: Result) => void;
}

export interface Verified {
  summary: Summary;
  sequences: SequenceResult[];
  /** Undefined where only a part was played. */
  coverage: Coverage | undefined;
  contracts: Contract[];
  /** What ended the run early; the results are those before it. */
  ended?: CommandFailure;
}

export interface SelectedCases {
  contracts: Contract[];
  scenarios: Scenario[];
}

/** Returns the written and the generated cases. Fails with the exit code of usage where there are none. */
export async function selectedCases({ vendor, profile, wanted }: Selection): Promise<SelectedCases> {
  const contracts = (vendor === undefined ? vendors : [vendor]).map((name) => loadContract(name, profile));
  const generated = await Promise.all(contracts.map((contract) => generateCases(contract)));
  const all = [...(await loadScenarios({ vendor })), ...generated.flat()];
  return { contracts, scenarios: selected(all, wanted, profile) };
}

/** Fails with the exit code of a network failure when nothing answers, and of a refusal when nothing was executed. */
export async function verifyEndpoint(options: VerifyOptions): Promise<Verified> {
  const { url, profile, config, wanted, progress, onResult } = options;
  const target = await open(url, profile, config);
  try {
    const { contracts, scenarios } = await selectedCases(options);
    progress.start(scenarios.length, { hasSequences: !isNarrowed(wanted) });
    const played = await playCases({ scenarios, contracts, target, onResult });
    if (played.ended || isNarrowed(wanted))
      return { ...played, sequences: [], coverage: undefined, contracts };
    const { summary } = played;
    const sequences = await playSequences(contracts, target);
    return { summary, sequences, coverage: await coverageOf({ summary, contracts, sequences }), contracts };
  } finally {
    await target.close();
  }
}

interface Played {
  summary: Summary;
  ended?: CommandFailure;
}

/** Whatever ends the run, the results so far are kept. */
async function playCases({
  onResult,
  ...options
}: Parameters<typeof runScenarios>[0] & Pick<VerifyOptions, 'onResult'>): Promise<Played> {
  const results: Result[] = [];
  const keep = (result: Result) => {
    results.push(result);
    onResult(result);
  };
  try {
    return { summary: await runScenarios({ ...options, sign: signature, onResult: keep }) };
  } catch (cause) {
    if (!(cause instanceof EmptyRunError) && results.length === 0) throw cause;
    const ended = new CommandFailure(EXIT.refused, (cause as Error).message, { cause });
    return { summary: summaryOf(results), ended };
  }
}

function summaryOf(results: Result[]): Summary {
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const unchecked = results.filter(({ outcome, verdictChecked }) => outcome === 'passed' && !verdictChecked);
  return {
    results,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    verdictsUnchecked: unchecked.length,
  };
}

/** A sequence that cannot be played to its end is a failure, and the results of the cases stay. */
async function playSequences(contracts: Contract[], target: HttpTarget): Promise<SequenceResult[]> {
  try {
    return await runSequences({ contracts, target, sign: signature });
  } catch (error) {
    const problem = { what: 'play', expected: 'an answer', got: (error as Error).message };
    const name = 'sequences of requests';
    return [{ name, outcome: 'failed', runs: 0, seed: 1, shows: [], divergence: { step: 0, problem } }];
  }
}

async function open(url: string, profile: Profile, config: Config): Promise<HttpTarget> {
  try {
    return await httpTarget({ url, config, profile });
  } catch (cause) {
    throw new CommandFailure(EXIT.network, (cause as Error).message, { cause });
  }
}
