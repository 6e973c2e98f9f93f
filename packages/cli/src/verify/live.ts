/** Plays against a vendor's own endpoint: with somebody's credentials, on their word, and nothing that could harm the account. */
import {
  type Contract,
  EmptyRunError,
  httpTarget,
  type LiveRun,
  loadContract,
  loadScenarios,
  type Result,
  runLive,
  snapshotFolder,
} from '@pushspec/conformance';
import { type Config, type Profile, parseConfig, type Vendor } from '@pushspec/contract';
import type { CredentialSource } from '../apis/credentials.ts';
import { allApis, apis } from '../apis/index.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { scenarioSignature } from '../sign/signing-apis.ts';
import { selected, type Wanted } from './filter.ts';
import type { RunProgress } from './progress.ts';

/** Has to be set to 1 beside the credentials: nobody sends to a vendor by a slip of the command line. */
export const LIVE_VARIABLE = 'PUSHSPEC_LIVE';

export interface LiveVerifyOptions {
  readonly url: string;
  readonly vendor: Vendor | undefined;
  readonly profile: Profile;
  /** From --config, where it is given. */
  readonly config: Config | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wanted: Wanted;
  readonly leaveEvents: boolean;
  readonly snapshots: string | undefined;
  readonly update: boolean;
  readonly progress: RunProgress;
  readonly onResult: (result: Result) => void;
}

export interface LiveVerified extends LiveRun {
  readonly contracts: Contract[];
}

/** Fails with the exit code of usage or credentials before anything is sent, and of a network failure when nothing answers. */
export async function verifyLive(options: LiveVerifyOptions): Promise<LiveVerified> {
  const { url, vendor, profile, env, wanted, snapshots, update, leaveEvents } = options;
  if (vendor === undefined)
    throw new CommandFailure(EXIT.usage, '--live takes the --vendor whose endpoint it is');
  if (env[LIVE_VARIABLE] !== '1')
    throw new CommandFailure(
      EXIT.usage,
      `--live sends to a real account: set ${LIVE_VARIABLE}=1 in the environment to say that it may`,
    );
  if (update && snapshots === undefined)
    throw new CommandFailure(EXIT.usage, '--update renews snapshots: say with --snapshots where they are');
  const config = options.config ?? configOf(vendor, { env, config: undefined, url });
  const scenarios = selected(await loadScenarios({ vendor }), wanted, profile);
  options.progress.start(scenarios.length);
  const contracts = [loadContract(vendor, profile)];
  const target = await httpTarget({ url, config, profile, name: 'live', asksForAdmin: false });
  try {
    const run = await runLive({
      scenarios,
      contracts,
      target,
      sign: await scenarioSignature(),
      mayLeaveEvents: leaveEvents,
      update,
      onPlayed: options.progress.result,
      ...(snapshots !== undefined && { snapshots: snapshotFolder(snapshots) }),
    });
    if (run.answered === 0) {
      const [problem] = run.summary.results.flatMap(({ problems }) => problems);
      throw new CommandFailure(EXIT.network, `nothing answers at ${url}: ${problem?.got ?? 'no answer'}`);
    }
    for (const result of run.summary.results) options.onResult(result);
    return { ...run, contracts };
  } catch (error) {
    if (error instanceof EmptyRunError)
      throw new CommandFailure(EXIT.refused, error.message, { cause: error });
    throw error;
  } finally {
    await target.close();
  }
}

/** Returns the configuration that the environment states. The other APIs get no credentials, so that no development value reaches a vendor. */
function configOf(vendor: Vendor, source: CredentialSource): Config {
  const config = parseConfig({ [vendor]: apis[vendor].live.config(source) });
  const others = allApis.filter(({ name }) => name !== vendor);
  return others.reduce((before, { live }) => live.withoutCredentials(before), config);
}
