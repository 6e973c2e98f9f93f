/** Plays scenarios, generated cases and sequences against an endpoint. Apart from the command, as it loads much that other commands do without. */
import { sign } from '@pushspec/client/cloudmonitor';
import {
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
  type SequenceResult,
  type SignInput,
  type Summary,
} from '@pushspec/conformance';
import { type Config, type Profile, type Vendor, vendors } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

export interface VerifyOptions {
  url: string;
  vendor: Vendor | undefined;
  profile: Profile;
  config: Config;
  onResult: (result: Result) => void;
}

export interface Verified {
  summary: Summary;
  sequences: SequenceResult[];
  coverage: Coverage;
}

/** Fails with the exit code of a network failure when nothing answers, and of a refusal when nothing was executed. */
export async function verifyEndpoint({
  url,
  vendor,
  profile,
  config,
  onResult,
}: VerifyOptions): Promise<Verified> {
  const target = await open(url, profile, config);
  const chosen = vendor === undefined ? vendors : [vendor];
  const contracts = chosen.map((name) => loadContract(name, profile));
  try {
    const generated = await Promise.all(contracts.map((contract) => generateCases(contract)));
    const scenarios = [...(await loadScenarios({ vendor })), ...generated.flat()];
    const summary = await runScenarios({ scenarios, contracts, target, sign: signature, onResult });
    const sequences = await runSequences({ contracts, target, sign: signature });
    return { summary, sequences, coverage: await coverageOf({ summary, contracts, sequences }) };
  } catch (error) {
    if (error instanceof EmptyRunError)
      throw new CommandFailure(EXIT.refused, error.message, { cause: error });
    throw error;
  } finally {
    await target.close();
  }
}

async function open(url: string, profile: Profile, config: Config): Promise<HttpTarget> {
  try {
    return await httpTarget({ url, config, profile });
  } catch (cause) {
    throw new CommandFailure(EXIT.network, (cause as Error).message, { cause });
  }
}

/** The client's signature, under the terms of the scenarios. */
function signature({ method, target, headers, secret }: SignInput): string {
  const input = { method, requestTarget: target, headers, body: new Uint8Array() };
  return sign({ ...input, accessKeyId: '', accessKeySecret: secret }).signature;
}
