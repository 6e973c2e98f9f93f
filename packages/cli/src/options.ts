/** Options that several commands have. */
import { closestName } from '@pushspec/contract';
import { InvalidArgumentError, Option } from 'commander';
import { CommandFailure, EXIT } from './failure.ts';

/** A port, where 0 takes a free one. */
export function portOption(flags: string, value: number, what = 'port to listen on'): Option {
  return new Option(flags, `${what}; 0 takes a free one`).default(value).argParser(parsePort);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  return port;
}

export function parseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('it is an address such as http://127.0.0.1:4010.');
  }
  return text.replace(/\/+$/, '');
}

/** The address of an endpoint, whose paths are those of the contracts. */
export function parseOrigin(text: string): string {
  const url = parseUrl(text);
  if (new URL(url).pathname === '/' && !new URL(url).search) return url;
  throw new InvalidArgumentError('it is an address without a path, such as http://127.0.0.1:4010.');
}

/** Where a running server is. */
export function serverOption(): Option {
  return new Option('--url <address>', 'address of the server')
    .default('http://127.0.0.1:4010')
    .argParser(parseUrl);
}

/** Which verdicts are wanted. */
export function ledgerFilters(vendors: readonly string[]): Option[] {
  return [
    new Option('--vendor <name>', 'only requests to this vendor').choices(vendors),
    new Option('--outcome <name>', 'only requests with this outcome').choices([
      'accepted',
      'rejected',
      'ignored',
    ]),
    new Option('--reason <code>', 'only requests with this code among their reasons and warnings'),
  ];
}

/** The end of a message about a name in a short list. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = closestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** For a container: it has to listen on every address, and only its own machine reaches it. */
export function developmentOption(): Option {
  return new Option(
    '--allow-development-credentials',
    'with a --host that others reach: keep the printed credentials, as in a container whose ports are published on this machine only',
  );
}

/** What a server writes to stderr. */
export function logOption(): Option {
  return new Option('--log <level>', 'what to log to stderr: info has a line per request').env(
    'PUSHSPEC_LOG',
  );
}

/** Settings of a server that do not concern a vendor. Tokens come from the environment: others can see a command line. */
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
      `--log takes one of ${logLevels.join(', ')}${suggestion(log, logLevels)}`,
    );
  }
  const { PUSHSPEC_ADMIN_TOKEN: adminToken } = env;
  return { ...(logLevel && { logLevel }), ...(adminToken && { adminToken }) };
}
