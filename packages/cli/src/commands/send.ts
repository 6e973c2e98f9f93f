/** `pushspec send`: sends events or metrics through the typed clients. What it needs is loaded when it is needed. */
import { vendors } from '@pushspec/contract';
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
  'Reads JSON, which is one event, an array of them or the body of a request, or NDJSON, which is one event per line, ' +
  'from --file or standard input; or takes one event from flags.';
const LOCAL = 'To an address of this machine the development credentials are used where none are given.';

export function addSend(program: Command, streams: Streams): void {
  const command = program
    .command('send')
    .summary('send events or metrics')
    .description(
      `Sends any number of events or data points.\n${READS}\nEach vendor has its own help: pushspec send guance --help`,
    )
    .addArgument(new Argument('[vendor]', 'whose API it is').choices(vendors))
    .usage('<vendor> [options]')
    // Where the vendor is wrong, nothing else is complained of.
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'before',
      'Example:\n  $ pushspec send cloudmonitor --file events.ndjson --checkpoint events.position\n',
    )
    .addHelpText('after', EXIT_CODES)
    // With the name of a vendor, its own command is run.
    .action(() => {
      throw new CommandFailure(EXIT.usage, `name the vendor: pushspec send ${vendors.join(', or ')}`);
    });
  for (const api of allApis) addApi(command, api, streams);
}

const EXIT_CODES = `
Exit codes, the first that applies: 130 interrupted, 4 credentials, 3 no answer, 1 refused by the vendor,
2 wrong command line or invalid data, 0 all delivered.`;

function addApi(parent: Command, { name, send: support }: CliApi, streams: Streams): void {
  const { first, credentials } = support.description(LOCAL);
  const command = parent
    .command(name)
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
    await send({ vendor: name, flags, ...plan, continueFrom }, streams);
  });
}

/** Adds the options that all APIs share. */
function addSendOptions(command: Command): void {
  command
    .optionsGroup('Options:')
    .option('--file <file>', 'what to send, as JSON or NDJSON; - is standard input (default)')
    .option('--ndjson', 'read one event per line, whatever the first line looks like')
    .option(
      '--url <address>',
      'where to send it, without the path (default: http://127.0.0.1:4010)',
      parseUrl,
    )
    .option('--config <file>', 'credentials, in the format of the server')
    .option('--json', 'print the result, or the ledger of many events, as one line of JSON')
    .option('--quiet', 'print nothing unless something is wrong')
    .optionsGroup('Many events:')
    .option('--dry-run', 'read and measure everything, say how many requests it takes, and send nothing')
    .option('--rejected <file>', 'write what was not delivered to a file, one line of JSON each')
    .option('--strict', 'end with the first event that is rejected')
    .addOption(
      new Option('--skip <number>', 'leave out so many lines, or elements of an array').argParser(count),
    )
    .option('--checkpoint <file>', 'keep the position in a file, and go on there if it exists')
    .addOption(
      new Option(
        '--rate <share>',
        'the part of the rate limit to use, such as 0.5; off does not keep to it',
      ).argParser(rate),
    )
    .addOption(
      new Option(
        '--retry-for <seconds>',
        'how long a request without an answer is tried again (default: 300)',
      ).argParser(seconds),
    );
}

function rate(text: string): number | 'off' {
  if (text === 'off') return 'off';
  const share = number(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('it is above 0 and at most 1, or off.');
}

function seconds(text: string): number {
  const value = number(text);
  if (value >= 0) return value;
  throw new InvalidArgumentError('it is not negative.');
}

/** The same options as they were given, from the position on. Options with a secret are not repeated. */
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
  const words = given
    .filter(({ long }) => long !== '--skip')
    .flatMap((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return value === true
        ? [option.long ?? '']
        : [option.long ?? '', quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))];
    });
  // Also where it is 0, as it says that an earlier run goes on.
  const skip = hasCheckpoint ? [] : ['--skip', String(position.records)];
  return ['pushspec', 'send', command.name(), ...words, ...skip].join(' ');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
