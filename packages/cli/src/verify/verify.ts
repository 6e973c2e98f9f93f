/** Plays scenarios, generated cases and sequences against an endpoint. Apart from the command, as it loads much that other commands do without. */
import {
  type Contract,
  type Coverage,
  casesOf,
  EmptyRunError,
  type HttpTarget,
  type HttpTargetOptions,
  httpTarget,
  loadContract,
  type Result,
  type Scenario,
  type SequenceResult,
  type Summary,
  verify,
} from '@pushspec/conformance';
import { type Config, type Profile, type RateLimit, type Vendor, vendors } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { scenarioSignature } from '../sign/signing-apis.ts';
import { isNarrowed, selected, type Wanted } from './filter.ts';
import type { RunProgress } from './progress.ts';
import type { RunSettings } from './settings.ts';

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
  settings: RunSettings;
  /** Called before the run waits for a rate limit. */
  onWait: (ms: number, limit: RateLimit) => void;
}

export interface Verified {
  summary: Summary;
  sequences: readonly SequenceResult[];
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
  return { contracts, scenarios: selected(await casesOf(contracts), wanted, profile) };
}

/** Fails with the exit code of a network failure when nothing answers, and of a refusal when nothing was executed. */
export async function verifyEndpoint(options: VerifyOptions): Promise<Verified> {
  const { url, profile, config, wanted, progress, onResult, settings, onWait } = options;
  const { timeoutMs, ...run } = settings;
  // A misspelled filter is reported before anything is sent.
  const narrowed = isNarrowed(wanted) ? await selectedCases(options) : undefined;
  const target = await open({ url, profile, config, timeoutMs });
  const results: Result[] = [];
  const keep = (result: Result) => {
    results.push(result);
    onResult(result);
  };
  try {
    const { contracts, scenarios } = narrowed ?? (await selectedCases(options));
    progress.start(scenarios.length, { hasSequences: !narrowed });
    const only = narrowed ? { scenarios } : {};
    const common = { ...run, ...only, contracts, target, sign: await scenarioSignature() };
    const played = verify({ ...common, onResult: keep, onWait: pausing(onWait) });
    return { ...(await played.catch((cause: Error) => endedEarly(results, cause))), contracts };
  } finally {
    await target.close();
  }
}

/** Whatever ends the run, the results so far are kept. */
function endedEarly(results: Result[], cause: Error): Omit<Verified, 'contracts'> {
  if (!(cause instanceof EmptyRunError) && results.length === 0) throw cause;
  const ended = new CommandFailure(EXIT.refused, cause.message, { cause });
  return { summary: summaryOf(results), sequences: [], coverage: undefined, ended };
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

/** Pauses of a second or two are not worth a word. */
const SHORT_MS = 5000;

function pausing(onWait: VerifyOptions['onWait']): VerifyOptions['onWait'] {
  return (ms, limit) => {
    if (ms > SHORT_MS) onWait(ms, limit);
  };
}

async function open(options: HttpTargetOptions): Promise<HttpTarget> {
  try {
    return await httpTarget(options);
  } catch (cause) {
    throw new CommandFailure(EXIT.network, (cause as Error).message, { cause });
  }
}
