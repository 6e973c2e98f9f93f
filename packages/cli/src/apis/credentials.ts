/**
 * Finds the credentials of `send`, `sign` and `proxy`: in the configuration file if one is given, else in the environment.
 * They never come from the command line, which other users can see. The development credentials are the fallback for
 * addresses on this machine only.
 */
import { type Config, developmentConfig } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { hostOf, isLoopback } from '../loopback.ts';

export interface CredentialSource {
  env: Readonly<Record<string, string | undefined>>;
  /** The configuration, if a file is given. */
  config: Config | undefined;
  /** Where the request goes. */
  url: string;
}

/** Throws if only one of two variables is set, so that other credentials are not used by mistake. */
export function requireBothOrNeither(env: CredentialSource['env'], first: string, second: string): true {
  const missingOne = env[first] && !env[second] ? second : env[second] && !env[first] ? first : undefined;
  if (missingOne === undefined) return true;
  throw new CommandFailure(
    EXIT.credentials,
    `${missingOne} is not set, but ${missingOne === first ? second : first} is: set both or neither`,
  );
}

/** Returns the given configuration, or the development configuration for an address on this machine. */
export function configOf({ config, url }: CredentialSource, variables: string): Config {
  if (config) return config;
  const host = hostOf(url);
  if (isLoopback(host)) return developmentConfig;
  throw new CommandFailure(
    EXIT.credentials,
    `no credentials for ${host}: set ${variables}, or pass a file with \`--config\``,
  );
}

/** Throws because the configuration lacks an entry. */
export function missing(what: string, advice = 'add one to the file'): never {
  throw new CommandFailure(EXIT.credentials, `the configuration has no ${what}: ${advice}`);
}
