/**
 * Adds `pushspec relay`, which accepts events from other programs, stores them, and sends them within the vendor's rate
 * limit.
 */
import { apiNames } from '@pushspec/contract';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { CliApi, RelaySupport } from '../apis/api.ts';
import { count, number } from '../apis/flag-values.ts';
import { allApis } from '../apis/index.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { parseUrl, portOption } from '../options.ts';
import { untilStopped } from '../signals.ts';
import type { Streams } from '../streams.ts';

/** Values of the options that all APIs share. */
export interface RelayFlags {
  spool?: string;
  postgres?: string;
  schema?: string;
  account?: string;
  target?: string;
  config?: string;
  port: number;
  host: string;
  token?: string;
  maxEvents?: number;
  maxAge?: number;
  share?: number;
  json?: true;
}

/** Values of the options of `pushspec relay rejected`. */
export interface RejectedFlags {
  url: string;
  token?: string;
  limit: number;
  /** `true` for all events. */
  retry?: true | string[];
  json?: true;
}

const DEFAULT_PORT = 4040;
const MAX_LIMIT = 10_000;

export function addRelay(program: Command, streams: Streams): void {
  const command = program
    .command('relay')
    .summary('accept events over HTTP, store them, and send them')
    .description(
      'Accepts requests of vendors’ clients, unsigned or signed with any key, and NDJSON at /events, until you stop it.\n' +
        'Stores the events before it responds, and sends them with its own credentials within the vendor’s rate limit.\n' +
        'Each API has its own help: pushspec relay guance --help',
    )
    .addArgument(new Argument('[api]', 'API to send to').choices(apiNames))
    .usage('<api> [options]')
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText('before', 'Example:\n  $ pushspec relay cloudmonitor --spool events.spool --port 4040\n')
    // Runs only without the name of an API.
    .action(() => {
      throw new CommandFailure(
        EXIT.usage,
        `the API is missing: use one of ${apiNames.join(', ')}, such as \`pushspec relay ${apiNames[0]}\``,
      );
    });
  for (const api of allApis) if (api.relay) addApi(command, { ...api, relay: api.relay }, streams);
  addRejected(command, streams);
}

function addApi(parent: Command, { name, relay }: CliApi & { relay: RelaySupport }, streams: Streams): void {
  const command = parent
    .command(name)
    .summary(`relay events to ${name}`)
    .description(
      `Accepts requests to ${name}, stores their events, and sends them. Additional paths: POST /events (NDJSON), GET /rejected, ` +
        'POST /rejected/retry, GET /metrics, GET /healthz.\n' +
        'Finds its credentials like `pushspec send`. Credentials in incoming requests are neither used nor stored.\n' +
        'Uses the development credentials by default if the target is on this machine.',
    )
    .addHelpText('beforeAll', `Example:\n  $ ${relay.example}\n`)
    .optionsGroup('Storage:')
    .option('--spool <file>', 'file in which events wait until the vendor has accepted them')
    .addOption(
      new Option(
        '--postgres <url>',
        'database with the queue of a fleet, instead of --spool (default: DATABASE_URL, if --account is given)',
      ).conflicts('spool'),
    )
    .addOption(
      new Option(
        '--account <name>',
        'account that the rate limit applies to: with --postgres, use the same name in all relays and senders with these credentials; with --spool, the file is refused under another name',
      ),
    )
    .option('--schema <name>', 'with --postgres: schema of the queue (default: pushspec)')
    .addOption(
      new Option(
        '--max-events <number>',
        'maximum number of waiting events; more are refused as if rate-limited (default: 1000000)',
      ).argParser(positive),
    )
    .addOption(
      new Option(
        '--max-age <hours>',
        'hours that an event may wait before it moves to the rejected events (default: 24)',
      ).argParser(hours),
    )
    .optionsGroup('Target:')
    .option(
      '--target <address>',
      'address to send to, without a path (default: http://127.0.0.1:4010)',
      parseUrl,
    );
  relay.addOptions(command);
  command
    .option('--config <file>', 'configuration file with credentials, in the format of the server')
    .addOption(
      new Option('--share <number>', 'share of the rate limit to use, such as 0.5 (default: 1)').argParser(
        share,
      ),
    )
    .optionsGroup('Access:')
    .addOption(portOption('--port <number>', DEFAULT_PORT))
    .option(
      '--host <address>',
      'address to listen on; any address except loopback requires a token',
      '127.0.0.1',
    )
    .addOption(
      tokenOption('token that each request must contain; other users of this machine can see the option'),
    )
    .option('--json', 'print the address as one line of JSON')
    .action((flags: RelayFlags) =>
      untilStopped(streams, async (stop) => {
        const { runRelay } = await import('../relay/run-relay.ts');
        await runRelay({ api: name, support: relay, flags, streams, stop });
      }),
    );
}

function addRejected(parent: Command, streams: Streams): void {
  parent
    .command('rejected')
    .summary('list the events that a relay could not deliver')
    .description(
      'Lists the events that a running relay accepted and could not deliver, oldest first, with the reason.',
    )
    .addOption(
      new Option('--url <address>', 'address of the relay')
        .default(`http://127.0.0.1:${DEFAULT_PORT}`)
        .argParser(parseUrl),
    )
    .addOption(tokenOption('token of the relay'))
    .addOption(new Option('--limit <number>', 'number of events to list').default(20).argParser(limit))
    .option('--retry [id...]', 'send these events again, or all of them if there is no id')
    .option('--json', 'print one line of JSON per event')
    .addHelpText('before', 'Example:\n  $ pushspec relay rejected --retry\n')
    .action(async (flags: RejectedFlags) => {
      const { runRejected } = await import('../relay/rejected.ts');
      await runRejected(flags, streams);
    });
}

function tokenOption(description: string): Option {
  return new Option('--token <token>', description).env('PUSHSPEC_RELAY_TOKEN');
}

function positive(argument: string): number {
  const value = count(argument);
  if (value > 0) return value;
  throw new InvalidArgumentError('Use a number above 0.');
}

function hours(argument: string): number {
  const value = number(argument);
  if (value > 0) return value;
  throw new InvalidArgumentError('Use a number above 0.');
}

function share(argument: string): number {
  const value = number(argument);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Use a number above 0 and at most 1.');
}

function limit(argument: string): number {
  const value = count(argument);
  if (value >= 1 && value <= MAX_LIMIT) return value;
  throw new InvalidArgumentError(`Use a number from 1 to ${MAX_LIMIT}.`);
}
