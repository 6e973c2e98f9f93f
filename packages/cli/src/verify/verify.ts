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
import { isNarrowed, isWanted, type Wanted } from './filter.ts';
import type { RunSettings } from './settings.ts';
import { signature } from './signature.ts';

export interface VerifyOptions {
  url: string;
  vendor: Vendor | undefined;
  profile: Profile;
  config: Config;
  wanted: Wanted;
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
}

/** Fails with the exit code of a network failure when nothing answers, and of a refusal when nothing was executed. */
export async function verifyEndpoint({
  url,
  vendor,
  profile,
  config,
  wanted,
  onResult,
  settings,
  onWait,
}: VerifyOptions): Promise<Verified> {
  const { timeoutMs, ...run } = settings;
  const target = await open({ url, profile, config, timeoutMs });
  const chosen = vendor === undefined ? vendors : [vendor];
  const contracts = chosen.map((name) => loadContract(name, profile));
  try {
    const scenarios = chosenOf(await casesOf(contracts), wanted);
    const only = isNarrowed(wanted) ? { scenarios } : {};
    const options = { ...run, ...only, contracts, target, sign: signature };
    return { ...(await verify({ ...options, onResult, onWait: pausing(onWait) })), contracts };
  } catch (error) {
    if (error instanceof EmptyRunError)
      throw new CommandFailure(EXIT.refused, error.message, { cause: error });
    throw error;
  } finally {
    await target.close();
  }
}

/** Pauses of a second or two are not worth a word. */
const SHORT_MS = 5000;

function pausing(onWait: VerifyOptions['onWait']): VerifyOptions['onWait'] {
  return (ms, limit) => {
    if (ms > SHORT_MS) onWait(ms, limit);
  };
}

/** Fails where nothing is left: a misspelt name must not pass for a success. */
function chosenOf(all: readonly Scenario[], wanted: Wanted): Scenario[] {
  const scenarios = all.filter((scenario) => isWanted(wanted, scenario));
  if (scenarios.length > 0) return scenarios;
  const some = all.slice(0, 3).map(({ id, reason }) => `${id} (${reason})`);
  throw new CommandFailure(
    EXIT.usage,
    `none of the ${all.length} scenarios is wanted; there are ${some.join(', ')} and others: --json lists them`,
  );
}

async function open(options: HttpTargetOptions): Promise<HttpTarget> {
  try {
    return await httpTarget(options);
  } catch (cause) {
    throw new CommandFailure(EXIT.network, (cause as Error).message, { cause });
  }
}
