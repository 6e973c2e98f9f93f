/** Defines options that several commands share. */
import { closestName } from '@pushspec/contract';
import { InvalidArgumentError, Option } from 'commander';
import { CommandFailure, EXIT } from './failure.ts';
import { usableToken } from './token.ts';

/** Creates an option for a port. 0 picks a free one. */
export function portOption(flags: string, value: number, description = 'port to listen on'): Option {
  return new Option(flags, `${description}; 0 picks a free one`).default(value).argParser(parsePort);
}

function parsePort(argument: string): number {
  const port = Number(argument);
  if (!/^\d+$/.test(argument) || port > 65535) throw new InvalidArgumentError('Use a port from 0 to 65535.');
  return port;
}

/** Parses the base URL of a server. Removes slashes at its end. */
export function parseUrl(argument: string): string {
  if (!URL.canParse(argument) || !/^https?:$/.test(new URL(argument).protocol)) {
    throw new InvalidArgumentError('Use an address, such as http://127.0.0.1:4010.');
  }
  return argument.replace(/\/+$/, '');
}

/** Parses the base URL of an endpoint. The contracts define the paths. */
export function parseOrigin(argument: string): string {
  const url = parseUrl(argument);
  if (new URL(url).pathname === '/' && !new URL(url).search) return url;
  throw new InvalidArgumentError('Use an address without a path, such as http://127.0.0.1:4010.');
}

/** Creates the option for the address of a running server. */
export function serverOption(): Option {
  return new Option('--url <address>', 'address of the server')
    .default('http://127.0.0.1:4010')
    .argParser(parseUrl);
}

/** Creates the options that filter verdicts. */
export function ledgerFilters(apiNames: readonly string[]): Option[] {
  return [
    new Option('--api <name>', 'only requests to this API').choices(apiNames),
    new Option('--outcome <name>', 'only requests with this outcome').choices([
      'accepted',
      'rejected',
      'ignored',
    ]),
    new Option('--reason <code>', 'only requests with this code among their reasons and warnings'),
    new Option('--sandbox <id>', 'only requests of this sandbox of the server'),
  ];
}

/** Returns a suggestion to append to a message about an unknown name. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = closestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** Creates the option for containers, which listen on every address although only their host reaches them. */
export function developmentOption(): Option {
  return new Option(
    '--allow-development-credentials',
    'allow the development credentials on an address that other machines can reach, such as in a container whose ports are published on this machine only',
  );
}

/** Creates the option for the log level of a server. */
export function logOption(): Option {
  return new Option('--log <level>', 'log level for stderr; info logs one line per request').env(
    'PUSHSPEC_LOG',
  );
}

/** Returns server settings that do not depend on an API. The token comes from the environment, because other users can see the command line. */
export function serverSettings<Level extends string>({
  log,
  logLevels,
  env,
}: {
  log: string | undefined;
  logLevels: readonly Level[];
  env: Readonly<Record<string, string | undefined>>;
}): { logLevel?: Level; adminToken?: string } {
  const logLevel = logLevels.find((level) => level === log);
  if (log !== undefined && logLevel === undefined) {
    throw new CommandFailure(
      EXIT.usage,
      `\`--log\` must be one of ${logLevels.join(', ')}${suggestion(log, logLevels)}`,
    );
  }
  const { PUSHSPEC_ADMIN_TOKEN: adminToken } = env;
  if (adminToken) usableToken('PUSHSPEC_ADMIN_TOKEN', adminToken);
  return { ...(logLevel && { logLevel }), ...(adminToken && { adminToken }) };
}
