/** Adds `pushspec send`, which sends events or metrics through the typed clients. Clients are loaded on demand. */
import { apiNames } from '@pushspec/contract';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { CliApi, SendSupport } from '../apis/api.ts';
import { count, number } from '../apis/flag-values.ts';
import { allApis } from '../apis/index.ts';
import type { Position } from '../bulk/lines.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { parseUrl } from '../options.ts';
import type { Streams } from '../streams.ts';

/** Values of the options that all APIs share. */
export interface SendFlags {
  file?: string;
  ndjson?: true;
  url?: string;
  config?: string;
  json?: true;
  quiet?: true;
  dryRun?: true;
  strict?: true;
  skip?: number;
  checkpoint?: string;
  rejected?: string;
  rate?: number | 'off';
  retryFor?: number;
}

const READS =
  'Reads JSON (an event, an array of events, or a request body) or NDJSON (one event per line) ' +
  'from --file or standard input, or builds one event from flags.';
const LOCAL = 'For an address on this machine, the development credentials are the default.';

export function addSend(program: Command, streams: Streams): void {
  const command = program
    .command('send')
    .summary('send events or metrics')
    .description(
      `Sends any number of events or data points.\n${READS}\nEach API has its own help: pushspec send guance --help`,
    )
    .addArgument(new Argument('[api]', 'API to send to').choices(apiNames))
    .usage('<api> [options]')
    // A wrong API is reported before any other mistake.
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'before',
      'Example:\n  $ pushspec send cloudmonitor --file events.ndjson --checkpoint events.position\n',
    )
    .addHelpText('after', EXIT_CODES)
    // Runs only without the name of an API.
    .action(() => {
      throw new CommandFailure(
        EXIT.usage,
        `the API is missing: use one of ${apiNames.join(', ')}, such as \`pushspec send ${apiNames[0]}\``,
      );
    });
  for (const api of allApis) addApi(command, api, streams);
}

const EXIT_CODES = `
Exit codes, the first that applies: 130 interrupted, 4 credentials, 3 no response, 1 refused by the vendor,
2 usage error or invalid data, 0 all delivered.`;

function addApi(parent: Command, { name, send: support }: CliApi, streams: Streams): void {
  const { first, credentials } = support.description(LOCAL);
  const command = parent
    .command(name)
    // Otherwise inherited from `send`, and a file without `--file` would be ignored.
    .allowExcessArguments(false)
    .summary(support.summary)
    .description(`${first}\n${READS}\n${credentials}`)
    .addHelpText('before', `Example:\n  $ ${support.example}\n`)
    .addHelpText('after', EXIT_CODES);
  addSendOptions(command);
  support.addOptions(command);
  command.action(async (flags: SendFlags) => {
    const { send } = await import('../send/send.ts');
    const plan = support.plan(flags, streams);
    const continueFrom = (position: Position) => continueCommand(command, position, support.isSecretOption);
    await send({ api: name, flags, ...plan, continueFrom }, streams);
  });
}

/** Adds the options that all APIs share. */
function addSendOptions(command: Command): void {
  command
    .optionsGroup('Options:')
    .option('--file <file>', 'JSON or NDJSON to send; - reads standard input (default)')
    .option('--ndjson', 'read one event per line, without detecting the format')
    .option(
      '--url <address>',
      'address to send to, without the path (default: http://127.0.0.1:4010)',
      parseUrl,
    )
    .option('--config <file>', 'configuration file with credentials, in the format of the server')
    .option('--json', 'print the result as one line of JSON')
    .option('--quiet', 'print errors only')
    .optionsGroup('Many events:')
    .option('--dry-run', 'validate everything and count the requests, without sending')
    .option('--rejected <file>', 'write events that were not delivered to a file, one line of JSON each')
    .option('--strict', 'stop at the first rejected event')
    .addOption(new Option('--skip <number>', 'number of lines or array elements to skip').argParser(count))
    .option('--checkpoint <file>', 'save the position to a file, and continue from it if it exists')
    .addOption(
      new Option(
        '--rate <share>',
        'share of the rate limit to use, such as 0.5; off ignores the limit',
      ).argParser(rate),
    )
    .addOption(
      new Option(
        '--retry-for <seconds>',
        'how long to retry a request that gets no response (default: 300)',
      ).argParser(seconds),
    );
}

function rate(argument: string): number | 'off' {
  if (argument === 'off') return 'off';
  const share = number(argument);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('Use a number above 0 and at most 1, or off.');
}

function seconds(argument: string): number {
  const value = number(argument);
  if (value >= 0) return value;
  throw new InvalidArgumentError('Use a non-negative number.');
}

/** Returns a command with the same options that continues from the position. Options that may hold a secret are left out. */
function continueCommand(
  command: Command,
  position: Position,
  isSecret: SendSupport['isSecretOption'] = () => false,
): string {
  const given = command.options.filter(
    (option) =>
      command.getOptionValueSource(option.attributeName()) === 'cli' &&
      option.long?.startsWith('--') === true &&
      !isSecret(option.long),
  );
  const hasCheckpoint = given.some(({ long }) => long === '--checkpoint');
  const args = given
    .filter(({ long }) => long !== '--skip')
    .flatMap((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return value === true
        ? [option.long ?? '']
        : [option.long ?? '', quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))];
    });
  // Kept even if it is 0, because it marks the run as a continuation.
  const skip = hasCheckpoint ? [] : ['--skip', String(position.records)];
  return ['pushspec', 'send', command.name(), ...args, ...skip].join(' ');
}

/** Quotes a string for a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
