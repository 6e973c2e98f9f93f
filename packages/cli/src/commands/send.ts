/** `pushspec send`: sends events or metrics through the typed clients. What it needs is loaded when it is needed. */
import { vendors } from '@pushspec/contract';
import { Argument, type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { addBkmonitorbeatOptions } from '../send/events/bkmonitorbeat.ts';
import { addBluekingEventOptions } from '../send/events/blueking.ts';
import { addCloudMonitorEventOptions } from '../send/events/cloudmonitor.ts';
import { addGuanceEventOptions } from '../send/events/guance.ts';
import { addSendOptions } from '../send/flags.ts';
import type { BluekingFlags, CloudMonitorFlags, GuanceFlags } from '../send/orders.ts';
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
  addBlueking(command, streams);
  addCloudMonitor(command, streams);
  addGuance(command, streams);
}

const EXIT_CODES = `
Exit codes, the first that applies: 130 interrupted, 4 credentials, 3 no answer, 1 refused by the vendor,
2 wrong command line or invalid data, 0 all delivered.`;

function addBlueking(send: Command, streams: Streams): void {
  const command = send
    .command('blueking')
    .summary('send events or data points to BlueKing')
    .description(
      `Sends events or data points to BlueKing.\n${READS}\n` +
        'The credentials come from --config, or from PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN. ' +
        `${LOCAL}\nThe flags of \`bkmonitorbeat -report\` are taken as they are.`,
    )
    .addHelpText(
      'before',
      'Example:\n  $ pushspec send blueking --event-name login --content "login failed" --target 10.0.0.1\n',
    )
    .addHelpText('after', EXIT_CODES);
  addSendOptions(command);
  command.addOption(
    new Option(
      '--kind <kind>',
      'what the data id is registered for (default: what the first event is)',
    ).choices(['metric', 'event']),
  );
  addBluekingEventOptions(command);
  addBkmonitorbeatOptions(command);
  command.action(async (flags: BluekingFlags) => {
    const [{ bluekingOrder }, { send }] = await Promise.all([
      import('../send/orders.ts'),
      import('../send/send.ts'),
    ]);
    await send(bluekingOrder(flags, command, streams), streams);
  });
}

function addCloudMonitor(send: Command, streams: Streams): void {
  const command = send
    .command('cloudmonitor')
    .summary('send events to CloudMonitor')
    .description(
      `Sends events to CloudMonitor.\n${READS}\n` +
        'The credentials come from --config, or from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET ' +
        `and ALIBABA_CLOUD_SECURITY_TOKEN. ${LOCAL}`,
    )
    .addHelpText(
      'before',
      'Example:\n  $ echo \'{"name":"deploy","content":"version 1.4"}\' | pushspec send cloudmonitor --region cn-hangzhou\n',
    )
    .addHelpText('after', EXIT_CODES);
  addSendOptions(command);
  command
    .optionsGroup('Where to:')
    .addOption(new Option('--region <name>', 'region, such as cn-hangzhou, in place of --url'))
    .addOption(
      new Option(
        '--network <name>',
        'which address of the region: vpc is reached from within its VPCs (default: public)',
      ).choices(['public', 'vpc']),
    )
    // The name that it has in the vendor's own command line.
    .addOption(new Option('--RegionId <name>').hideHelp().conflicts('region'));
  addCloudMonitorEventOptions(command);
  command.action(async (flags: CloudMonitorFlags) => {
    const [{ cloudMonitorOrder }, { send }] = await Promise.all([
      import('../send/orders.ts'),
      import('../send/send.ts'),
    ]);
    await send(cloudMonitorOrder(flags, command), streams);
  });
}

function addGuance(send: Command, streams: Streams): void {
  const command = send
    .command('guance')
    .summary('send events to Guance')
    .description(
      `Sends events to Guance.\n${READS}\n` +
        'The credentials come from --config, or from PUSHSPEC_GUANCE_WEBHOOK, which is the copied address of the monitor ' +
        'and says where to send it, too; or from PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI. ' +
        `PUSHSPEC_GUANCE_API_KEY is sent along where it is set. ${LOCAL}`,
    )
    .addHelpText(
      'before',
      'Example:\n  $ pushspec send guance --status error --title "disk full" --tag host=web-001 --check-value 97.5\n',
    )
    .addHelpText('after', EXIT_CODES);
  addSendOptions(command);
  command
    .optionsGroup('Where to:')
    .addOption(new Option('--site <name>', 'site, such as "Guance CN1", in place of --url'));
  addGuanceEventOptions(command);
  command.action(async (flags: GuanceFlags) => {
    const [{ guanceOrder }, { send }] = await Promise.all([
      import('../send/orders.ts'),
      import('../send/send.ts'),
    ]);
    await send(guanceOrder(flags, command), streams);
  });
}
