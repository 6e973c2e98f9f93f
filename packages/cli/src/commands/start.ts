/** `pushspec start`: the server with the site, the mock, and what a newcomer pastes first. */
import { type Profile, profiles } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { readConfig } from '../input.ts';
import { listenOn, untilStopped } from '../listening.ts';
import { portOption } from '../options.ts';
import { siteFolder } from '../site-folder.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { welcome } from '../welcome.ts';

interface StartFlags {
  port: number;
  mockPort: number;
  profile: Profile;
  config?: string;
  store: string;
  json?: true;
}

export function addStart(program: Command, streams: Streams): void {
  program
    .command('start')
    .summary('run server, site and mock, and print what to paste')
    .description('Runs the reference server with the site, and the mock, until they are stopped.')
    .addOption(portOption('--port <number>', 4010))
    .addOption(portOption('--mock-port <number>', 4020))
    .addOption(
      new Option('--profile <name>', 'what the server is true to').choices(profiles).default('documented'),
    )
    .option('--config <file>', 'credentials and limits; the development values where it is left out')
    .option('--store <file>', 'where requests and verdicts are kept: a file or :memory:', ':memory:')
    .option('--json', 'print the addresses as one line of JSON')
    .addHelpText('before', 'Example:\n  $ pushspec start --port 4010 --mock-port 4020\n')
    .action((flags: StartFlags) => start(flags, streams));
}

async function start(
  { port, mockPort, profile, config: file, store, json }: StartFlags,
  streams: Streams,
): Promise<void> {
  const config = await readConfig(file, streams);
  const [{ createServer }, { createMock }] = await Promise.all([
    import('@pushspec/server'),
    import('@pushspec/mock'),
  ]);
  const root = siteFolder(process.env);
  const pages = { isBuilding: true };
  const site = { root, isBuilding: () => pages.isBuilding };
  const [server, mock] = await Promise.all([createServer({ profile, config, store, site }), createMock()]);
  const stop = new AbortController();
  const stopped = untilStopped().then(() => stop.abort());
  try {
    const serverUrl = await listenOn(server, { port, option: '--port' });
    const mockUrl = await listenOn(mock, { port: mockPort, option: '--mock-port' });
    if (json)
      writeJson(streams, { server: serverUrl, mock: mockUrl, admin: `${serverUrl}/__admin`, profile });
    else streams.stdout.write(welcome({ config, profile, serverUrl, mockUrl }));
    const { buildSite } = await import('@pushspec/docs');
    const addresses = { server: serverUrl, mock: mockUrl };
    await buildSite({ outDir: root, addresses, signal: stop.signal }).catch((error: Error) => {
      if (!stop.signal.aborted) say(streams, `pushspec: ${error.message}`);
    });
    pages.isBuilding = false;
    await stopped;
  } finally {
    await Promise.all([server.close(), mock.close()]);
  }
}
