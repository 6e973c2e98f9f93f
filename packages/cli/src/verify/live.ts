/** Runs harmless cases against a vendor's own endpoint, with the user's credentials and consent. */
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
import { type ApiName, type Config, configPartOf, type Profile, parseConfig } from '@pushspec/contract';
import type { CredentialSource } from '../apis/credentials.ts';
import { allApis, apis } from '../apis/index.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { scenarioSignature } from '../sign/signing-apis.ts';
import { selected, type Wanted } from './filter.ts';
import type { RunProgress } from './progress.ts';

/** Must be set to 1, so that a mistyped command never sends to a vendor. */
export const LIVE_VARIABLE = 'PUSHSPEC_LIVE';

export interface LiveVerifyOptions {
  readonly url: string;
  readonly api: ApiName | undefined;
  readonly profile: Profile;
  /** Configuration from `--config`, if given. */
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

/** Runs the cases. Rejects with exit code 2 or 4 before anything is sent, and with 3 if the endpoint does not respond. */
export async function verifyLive(options: LiveVerifyOptions): Promise<LiveVerified> {
  const { url, api, profile, env, wanted, snapshots, update, leaveEvents } = options;
  if (api === undefined)
    throw new CommandFailure(EXIT.usage, '`--live` needs `--api`: name the API of the endpoint');
  if (env[LIVE_VARIABLE] !== '1')
    throw new CommandFailure(
      EXIT.usage,
      `\`--live\` sends to a real account: set ${LIVE_VARIABLE}=1 in the environment to allow it`,
    );
  if (update && snapshots === undefined)
    throw new CommandFailure(EXIT.usage, '`--update` needs `--snapshots`: name the folder of the snapshots');
  const config = options.config ?? configOf(api, { env, config: undefined, url });
  const scenarios = selected(await loadScenarios({ api }), wanted, profile);
  options.progress.start(scenarios.length);
  const contracts = [loadContract(api, profile)];
  const target = await httpTarget({ url, config, profile, name: 'live', usesAdminApi: false });
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
    if (run.responded === 0) {
      const [problem] = run.summary.results.flatMap(({ problems }) => problems);
      throw new CommandFailure(
        EXIT.network,
        `no server responds at ${url}: ${problem?.got ?? 'no response'}; check \`--target\``,
      );
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

/** Returns the configuration from the environment. Other APIs get no credentials, so that development credentials never reach a vendor. */
function configOf(api: ApiName, source: CredentialSource): Config {
  const part = configPartOf(api);
  const config = parseConfig({ [part]: apis[api].live.config(source) });
  const others = allApis.filter(({ name }) => configPartOf(name) !== part);
  return others.reduce((before, { live }) => live.withoutCredentials(before), config);
}
