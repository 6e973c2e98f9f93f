/** `pushspec send`: sends events or metrics through the typed clients. */
import { type Vendor, vendors } from '@pushspec/contract';
import { Argument, type Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { parseJson, readConfig, readText } from '../input.ts';
import { parseUrl } from '../options.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface SendFlags {
  file: string;
  url: string;
  config?: string;
  json?: true;
}

export function addSend(program: Command, streams: Streams): void {
  program
    .command('send')
    .summary('send events or metrics')
    .description(
      'Sends one event or data point, or an array of them, read as JSON.\n' +
        'Credentials come from --config or from the environment:\n' +
        '  blueking      PUSHSPEC_BLUEKING_DATA_ID, PUSHSPEC_BLUEKING_ACCESS_TOKEN\n' +
        '  cloudmonitor  ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET,\n' +
        '                ALIBABA_CLOUD_SECURITY_TOKEN\n' +
        '  guance        PUSHSPEC_GUANCE_SECRET, PUSHSPEC_GUANCE_SUB_URI,\n' +
        '                PUSHSPEC_GUANCE_API_KEY\n' +
        'To an address of this machine the development credentials are used where none are given.',
    )
    .addArgument(new Argument('<vendor>', 'whose API it is').choices(vendors))
    .option('--file <file>', 'what to send; - is standard input', '-')
    .option('--url <address>', 'where to send it, without the path', parseUrl, 'http://127.0.0.1:4010')
    .option('--config <file>', 'credentials, in the format of the server')
    .option('--json', 'print the result as one line of JSON')
    .addHelpText(
      'before',
      'Example:\n  $ echo \'{"name":"deploy","content":"version 1.4"}\' | pushspec send cloudmonitor --json\n',
    )
    .action((vendor: Vendor, flags: SendFlags) => send(vendor, flags, streams));
}

async function send(
  vendor: Vendor,
  { file, url, config: configFile, json }: SendFlags,
  streams: Streams,
): Promise<void> {
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  const data = parseJson(await readText(file, streams), file);
  if (typeof data !== 'object' || data === null) {
    throw new CommandFailure(
      EXIT.usage,
      `${file === '-' ? 'standard input' : file} holds no object and no array`,
    );
  }
  const [{ senders }, { failureOf }] = await Promise.all([
    import('../send/senders.ts'),
    import('../send/failure.ts'),
  ]);
  try {
    const result = await senders[vendor](data, { env: process.env, config, url });
    if (json) writeJson(streams, { outcome: 'accepted', ...result });
    else
      say(
        streams,
        `accepted: ${result.items} ${result.items === 1 ? 'item' : 'items'} (HTTP ${result.status})`,
      );
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    if (json) writeJson(streams, failure.report);
    throw new CommandFailure(failure.exitCode, failure.message, { cause: error });
  }
}
