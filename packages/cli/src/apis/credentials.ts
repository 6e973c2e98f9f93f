/**
 * Credentials of `send`, `sign` and `proxy`: from a configuration file if one is given, else from the environment, never from the command line, which others can see.
 * Without any, the development values, but to this machine only.
 */
import { type Config, developmentConfig } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { hostOf, isLoopback } from '../loopback.ts';

export interface CredentialSource {
  env: Readonly<Record<string, string | undefined>>;
  /** The configuration file, where one is given. */
  config: Config | undefined;
  /** Where the request goes. */
  url: string;
}

/** Of two variables that belong together, one alone is a mistake: other credentials must not take its place silently. */
export function bothOrNone(env: CredentialSource['env'], first: string, second: string): true {
  const missingOne = env[first] && !env[second] ? second : env[second] && !env[first] ? first : undefined;
  if (missingOne === undefined) return true;
  throw new CommandFailure(
    EXIT.credentials,
    `${missingOne} is not set, but the variable that belongs to it is`,
  );
}

export function configOf({ config, url }: CredentialSource, variables: string): Config {
  if (config) return config;
  const host = hostOf(url);
  if (isLoopback(host)) return developmentConfig;
  throw new CommandFailure(
    EXIT.credentials,
    `no credentials for ${host}: set ${variables}, or give a file with --config`,
  );
}

export function missing(what: string): never {
  throw new CommandFailure(EXIT.credentials, `the configuration has no entry for ${what}`);
}
