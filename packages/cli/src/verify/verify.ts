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
import { checkCodes, checkScenarios, isNarrowed, isWanted, type Wanted } from './filter.ts';
import { signature } from './signature.ts';

export interface VerifyOptions {
  url: string;
  vendor: Vendor | undefined;
  profile: Profile;
  config: Config;
  wanted: Wanted;
  onResult: (result: Result) => void;
}

export interface Verified {
  summary: Summary;
  sequences: SequenceResult[];
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
}: VerifyOptions): Promise<Verified> {
  const chosen = vendor === undefined ? vendors : [vendor];
  const contracts = chosen.map((name) => loadContract(name, profile));
  checkCodes(wanted, contracts);
  const target = await open(url, profile, config);
  try {
    const generated = await Promise.all(contracts.map((contract) => generateCases(contract)));
    const all = [...(await loadScenarios({ vendor })), ...generated.flat()];
    checkScenarios(wanted, all);
    const scenarios = chosenOf(all, wanted);
    const summary = await runScenarios({ scenarios, contracts, target, sign: signature, onResult });
    if (isNarrowed(wanted)) return { summary, sequences: [], coverage: undefined, contracts };
    const sequences = await runSequences({ contracts, target, sign: signature });
    return { summary, sequences, coverage: await coverageOf({ summary, contracts, sequences }), contracts };
  } catch (error) {
    if (error instanceof EmptyRunError)
      throw new CommandFailure(EXIT.refused, error.message, { cause: error });
    throw error;
  } finally {
    await target.close();
  }
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

async function open(url: string, profile: Profile, config: Config): Promise<HttpTarget> {
  try {
    return await httpTarget({ url, config, profile });
  } catch (cause) {
    throw new CommandFailure(EXIT.network, (cause as Error).message, { cause });
  }
}
