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

/** What the command line says itself, as other tools have it; the rest is looked for as ever. */
export interface GivenDataId {
  readonly dataId?: number | undefined;
  readonly accessToken?: string | undefined;
}

/** @param kind What the data id is to be registered for. */
export function bluekingCredentials(
  source: CredentialSource,
  kind: DataId['kind'],
  given: GivenDataId = {},
): DataId {
  const own = source.config ? {} : environmentDataId(source.env, given);
  const dataId = given.dataId ?? own.dataId;
  const accessToken = given.accessToken ?? own.accessToken;
  if (dataId !== undefined && accessToken !== undefined) return { dataId, accessToken, kind };
  if (accessToken !== undefined)
    throw new CommandFailure(EXIT.credentials, 'there is a token without a data id: give both');
  const variables = 'PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN';
  const { dataIds } = configOf(source, variables).blueking;
  if (dataId === undefined)
    return dataIds.find((entry) => entry.kind === kind) ?? missing(`a data id for ${kind}s`);
  return (
    dataIds.find((entry) => entry.dataId === dataId) ??
    missing(`the data id ${dataId}: set PUSHSPEC_BLUEKING_ACCESS_TOKEN to its token`)
  );
}

function environmentDataId(env: CredentialSource['env'], given: GivenDataId): GivenDataId {
  const { PUSHSPEC_BLUEKING_DATA_ID: id, PUSHSPEC_BLUEKING_ACCESS_TOKEN: accessToken } = env;
  if (given.dataId === undefined && given.accessToken === undefined)
    bothOrNone(env, 'PUSHSPEC_BLUEKING_DATA_ID', 'PUSHSPEC_BLUEKING_ACCESS_TOKEN');
  const dataId = id ? Number(id) : undefined;
  if (dataId !== undefined && !Number.isSafeInteger(dataId))
    throw new CommandFailure(EXIT.usage, 'PUSHSPEC_BLUEKING_DATA_ID is not an integer');
  // The token there belongs to the data id there, if there is one, and to no other.
  const isOther = given.dataId !== undefined && dataId !== undefined && dataId !== given.dataId;
  return { dataId, accessToken: isOther ? undefined : accessToken || undefined };
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

/** Where the webhook is not used; its address says all but the key. */
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
