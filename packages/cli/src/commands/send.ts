/** `pushspec send`: sends events or metrics through the typed clients. What it needs is loaded when it is needed. */
import { vendors } from '@pushspec/contract';
import { Argument, type Command } from 'commander';
import type { CliApi } from '../apis/api.ts';
import { allApis } from '../apis/index.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { continueCommand } from '../send/bulk/continue-command.ts';
import { addSendOptions, type SendFlags } from '../send/flags.ts';
import type { Position } from '../send/input/lines.ts';
import type { Streams } from '../streams.ts';

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
    const continueFrom = (position: Position) => continueCommand(command, position);
    await send({ vendor: name, flags, ...plan, continueFrom }, streams);
  });
}
