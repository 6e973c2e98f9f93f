/** `pushspec serve`: the reference server alone. */
import { type Profile, profiles } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { readConfig } from '../input.ts';
import { listenOn, untilStopped } from '../listening.ts';
import { portOption } from '../options.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface ServeFlags {
  port: number;
  host: string;
  profile: Profile;
  config?: string;
  store: string;
  json?: true;
}

export function addServe(program: Command, streams: Streams): void {
  program
    .command('serve')
    .summary('run the reference server')
    .description('Runs the reference server for all vendors on one port, until it is stopped.')
    .addOption(portOption('--port <number>', 4010))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--profile <name>', 'what to be true to').choices(profiles).default('documented'))
    .option('--config <file>', 'credentials and limits; the development values where it is left out')
    .option('--store <file>', 'where requests and verdicts are kept: a file or :memory:', ':memory:')
    .option('--json', 'print the address as one line of JSON')
    .addHelpText(
      'beforeAll',
      'Example:\n  $ pushspec serve --port 0 --profile receiver --store verdicts.db --json\n',
    )
    .action((flags: ServeFlags) => serve(flags, streams));
}

async function serve(
  { port, host, profile, config, store, json }: ServeFlags,
  streams: Streams,
): Promise<void> {
  // Loaded here, so that no other command pays for it.
  const { createServer } = await import('@pushspec/server');
  const server = await createServer({ profile, store, config: await readConfig(config, streams) });
  const stopped = untilStopped();
  try {
    const url = await listenOn(server, { port, host, option: '--port' });
    if (json) writeJson(streams, { server: url, admin: `${url}/__admin`, profile });
    else say(streams, `server  ${url}\nadmin   ${url}/__admin/requests\nprofile ${profile}`);
    await stopped;
  } finally {
    await server.close();
  }
}
