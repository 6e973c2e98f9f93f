/**
 * Credentials of `send`, `sign` and `proxy`: from a configuration file if one is given, else from the environment, never from the command line, which others can see.
 * Without any, the development values, but to this machine only.
 */
import {
  type AccessKey,
  type Config,
  type DataId,
  developmentConfig,
  type Monitor,
} from '@pushspec/contract';
import { CommandFailure, EXIT } from './failure.ts';
import { hostOf, isLoopback } from './loopback.ts';

export interface CredentialSource {
  env: Readonly<Record<string, string | undefined>>;
  /** The configuration file, where one is given. */
  config: Config | undefined;
  /** Where the request goes. */
  url: string;
}

export function bluekingCredentials(source: CredentialSource, kind: DataId['kind']): DataId {
  const { PUSHSPEC_BLUEKING_DATA_ID: id, PUSHSPEC_BLUEKING_ACCESS_TOKEN: accessToken } = source.env;
  if (
    !source.config &&
    bothOrNone(source.env, 'PUSHSPEC_BLUEKING_DATA_ID', 'PUSHSPEC_BLUEKING_ACCESS_TOKEN') &&
    id &&
    accessToken
  ) {
    const dataId = Number(id);
    if (!Number.isSafeInteger(dataId))
      throw new CommandFailure(EXIT.usage, 'PUSHSPEC_BLUEKING_DATA_ID is not an integer');
    return { dataId, accessToken, kind };
  }
  const found = configOf(
    source,
    'PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN',
  ).blueking.dataIds.find((entry) => entry.kind === kind);
  return found ?? missing(`a data id for ${kind}s`);
}

export function cloudMonitorCredentials(source: CredentialSource): AccessKey {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret } =
    source.env;
  const { ALIBABA_CLOUD_SECURITY_TOKEN: securityToken } = source.env;
  const names = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const;
  if (!source.config && bothOrNone(source.env, ...names) && accessKeyId && accessKeySecret)
    return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  const { cloudmonitor } = configOf(
    source,
    'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  );
  return cloudmonitor.accounts[0]?.keys[0] ?? missing('an access key');
}

export function guanceCredentials(source: CredentialSource): Monitor & { apiKey?: string } {
  const {
    PUSHSPEC_GUANCE_SECRET: secret,
    PUSHSPEC_GUANCE_SUB_URI: subUri,
    PUSHSPEC_GUANCE_API_KEY: apiKey,
  } = source.env;
  const key = apiKey ? { apiKey } : {};
  if (!source.config && secret) return { secret, subUri: subUri ?? '', ...key };
  const { guance } = configOf(source, 'PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI');
  const monitor = guance.monitors[0] ?? missing('a monitor');
  const configured = guance.requireApiKey ? guance.apiKeys[0] : undefined;
  return { ...monitor, ...(configured !== undefined && { apiKey: configured }), ...key };
}

/** Of two variables that belong together, one alone is a mistake: other credentials must not take its place silently. */
function bothOrNone(env: CredentialSource['env'], first: string, second: string): true {
  const missingOne = env[first] && !env[second] ? second : env[second] && !env[first] ? first : undefined;
  if (missingOne === undefined) return true;
  throw new CommandFailure(
    EXIT.credentials,
    `${missingOne} is not set, but the variable that belongs to it is`,
  );
}

function configOf({ config, url }: CredentialSource, variables: string): Config {
  if (config) return config;
  const host = hostOf(url);
  if (isLoopback(host)) return developmentConfig;
  throw new CommandFailure(
    EXIT.credentials,
    `no credentials for ${host}: set ${variables}, or give a file with --config`,
  );
}

function missing(what: string): never {
  throw new CommandFailure(EXIT.credentials, `the configuration has no entry for ${what}`);
}
