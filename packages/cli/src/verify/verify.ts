/** Runs scenarios, generated cases and sequences against an endpoint. Separate from the command, because it loads modules that other commands do not need. */
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
  SandboxError,
  type Scenario,
  type SequenceResult,
  type Summary,
  verify,
} from '@pushspec/conformance';
import {
  type ApiName,
  apiNames,
  type Config,
  developmentConfig,
  type Profile,
  type RateLimit,
} from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { scenarioSignature } from '../sign/signing-apis.ts';
import { hasFilter, selected, type Wanted } from './filter.ts';
import type { RunProgress } from './progress.ts';
import type { RunSettings } from './settings.ts';

export interface Selection {
  api: ApiName | undefined;
  profile: Profile;
  wanted: Wanted;
}

export interface VerifyOptions extends Selection {
  url: string;
  /** Credentials of the endpoint. Without them, a pushspec server opens a sandbox, and other servers get the development credentials. */
  config: Config | undefined;
  adminToken: string | undefined;
  progress: RunProgress;
  onResult: (result: Result) => void;
  settings: RunSettings;
  /** Called before the run waits for a rate limit. */
  onWait: (ms: number, limit: RateLimit) => void;
}

export interface Verified {
  summary: Summary;
  sequences: readonly SequenceResult[];
  /** `undefined` if filters left out cases. */
  coverage: Coverage | undefined;
  contracts: Contract[];
  /** The error that ended the run early. The results are from before it. */
  ended?: CommandFailure;
}

export interface SelectedCases {
  contracts: Contract[];
  scenarios: Scenario[];
}

/** Returns the written and the generated cases. Rejects with exit code 2 if there are none. */
export async function selectedCases({ api, profile, wanted }: Selection): Promise<SelectedCases> {
  const contracts = (api === undefined ? apiNames : [api]).map((name) => loadContract(name, profile));
  return { contracts, scenarios: selected(await casesOf(contracts), wanted, profile) };
}

/** Runs the selected cases. Rejects with exit code 3 if the endpoint does not respond, and with 1 if no case could run. */
export async function verifyEndpoint(options: VerifyOptions): Promise<Verified> {
  const { url, profile, config, adminToken, wanted, progress, onResult, settings, onWait } = options;
  const { timeoutMs, ...run } = settings;
  // A misspelled filter is reported before anything is sent.
  const filtered = hasFilter(wanted) ? await selectedCases(options) : undefined;
  const target = await open({
    ...{ url, profile, adminToken, timeoutMs },
    config: config ?? developmentConfig,
    usesSandbox: config === undefined,
  });
  const results: Result[] = [];
  const keep = (result: Result) => {
    results.push(result);
    onResult(result);
  };
  try {
    const { contracts, scenarios } = filtered ?? (await selectedCases(options));
    progress.start(scenarios.length, { hasSequences: !filtered });
    const only = filtered ? { scenarios } : {};
    const common = { ...run, ...only, contracts, target, sign: await scenarioSignature() };
    const verification = verify({ ...common, onResult: keep, onWait: pausing(onWait) });
    return { ...(await verification.catch((cause: Error) => endedEarly(results, cause))), contracts };
  } finally {
    await target.close();
  }
}

/** Returns the results so far when an error ends the run. */
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

/** Shorter waits are not reported. */
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
    const { message } = cause as Error;
    if (!(cause instanceof SandboxError))
      throw new CommandFailure(EXIT.network, `${message}; check \`--target\``, { cause });
    const isToken = cause.status === 401 || cause.status === 403;
    const hint = cause.status === 401 ? ' (set it in the environment as PUSHSPEC_ADMIN_TOKEN)' : '';
    throw new CommandFailure(isToken ? EXIT.credentials : EXIT.refused, message + hint, { cause });
  }
}
