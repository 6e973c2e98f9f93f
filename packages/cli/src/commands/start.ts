/** `pushspec start`: the server with the site, the mock, and what a newcomer pastes first. */
import { type Profile, profiles } from '@pushspec/contract';
import type { Site } from '@pushspec/docs';
import type { Inspector } from '@pushspec/inspector';
import { type Command, Option } from 'commander';
import { defaultStore, inspectorFolder, siteFolder } from '../folders.ts';
import { readConfig } from '../input.ts';
import { listenOn, pasted } from '../listening.ts';
import { mockAdvice, mockPackage } from '../mock-package.ts';
import { developmentOption, logOption, portOption, serverSettings } from '../options.ts';
import { aborted, untilStopped } from '../signals.ts';
import { storeFailure } from '../store-failure.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { welcome } from '../welcome.ts';

interface StartFlags {
  port: number;
  mockPort: number;
  host: string;
  allowDevelopmentCredentials?: true;
  profile: Profile;
  config?: string;
  store?: string;
  explain?: boolean;
  log?: string;
  json?: true;
}

export function addStart(program: Command, streams: Streams): void {
  program
    .command('start')
    .summary('run server, site and mock, and print what to paste')
    .description('Runs the reference server with the site, and the mock, until they are stopped.')
    .addOption(portOption('--port <number>', 4010, 'port of server and site'))
    .addOption(portOption('--mock-port <number>', 4020, 'port of the mock'))
    .option('--host <address>', 'address that both listen on', '127.0.0.1')
    .addOption(developmentOption())
    .addOption(
      new Option('--profile <name>', 'what the server is true to').choices(profiles).default('documented'),
    )
    .option('--config <file>', 'credentials and limits; the development values where it is left out')
    .option(
      '--store <file>',
      'where requests and verdicts are kept: a file or :memory: (default: a file of its own per port)',
    )
    .addOption(logOption())
    .option('--explain', 'say in the header x-pushspec-explain of every answer why a request is refused')
    .option('--json', 'print the addresses as one line of JSON')
    .addHelpText('before', 'Example:\n  $ pushspec start --port 4010 --mock-port 4020\n')
    .action((flags: StartFlags) => untilStopped(streams, (stop) => start(flags, streams, stop)));
}

async function start(
  {
    port,
    mockPort,
    host,
    allowDevelopmentCredentials,
    profile,
    config: file,
    store: givenStore,
    explain = false,
    log,
    json,
  }: StartFlags,
  streams: Streams,
  stop: AbortSignal,
): Promise<void> {
  const store = givenStore ?? defaultStore(port, process.env);
  const config = await readConfig(file, streams);
  const [{ createServer, logLevels }, { openSite }, { openInspector }, mocking] = await Promise.all([
    import('@pushspec/server'),
    import('@pushspec/docs'),
    import('@pushspec/inspector'),
    mockPackage(),
  ]);
  const site = openSite({ cache: () => siteFolder(process.env) });
  const inspector = openInspector({ cache: () => inspectorFolder(process.env) });
  // First, as it throws at once: a server that is still being made would be nobody's.
  const mock = mocking?.createMock();
  if (!mock) say(streams, `pushspec: there is no mock, as it is not installed: ${mockAdvice}`);
  let mockUrl: string | undefined;
  let built: Promise<void> | undefined;
  const settings = serverSettings({ log, logLevels, env: process.env });
  const server = await createServer({
    ...{ profile, config, store, site, inspector, explain, ...settings },
    mockUrl: () => mockUrl,
    logTo: streams.stderr,
  }).catch((error: unknown) => {
    throw storeFailure(error, { store, port, isDefault: givenStore === undefined });
  });
  try {
    const { url, adminToken } = await listenOn(server, {
      ...{ port, host, allowDevelopmentCredentials },
      option: '--port',
    });
    const serverUrl = pasted(url);
    // Shown here and never again; one that the user has given is not repeated.
    const token = adminToken === settings.adminToken ? undefined : adminToken;
    mockUrl = mock && pasted((await listenOn(mock, { port: mockPort, host, option: '--mock-port' })).url);
    if (json)
      writeJson(streams, {
        ...{ server: serverUrl, mock: mockUrl, admin: `${serverUrl}/__admin`, profile },
        ...(token !== undefined && { adminToken: token }),
      });
    else {
      streams.stdout.write(welcome({ config, profile, store, serverUrl, mockUrl }));
      if (token !== undefined) say(streams, `token   ${token}  (the admin API asks for it)`);
    }
    built = buildPages({ inspector, site }, stop, streams);
    await aborted(stop);
  } finally {
    await Promise.all([server.close(), mock?.close(), built]);
  }
}

interface Pages {
  inspector: Inspector;
  site: Site;
}

/** Builds what the browser gets. The site ends early and removes what is half done; the inspector cannot, and is abandoned. */
async function buildPages({ inspector, site }: Pages, stop: AbortSignal, streams: Streams): Promise<void> {
  const inspected = inspector.build().catch((error: Error) => say(streams, `pushspec: ${error.message}`));
  await Promise.race([inspected, aborted(stop)]);
  if (stop.aborted) return;
  await site.build(stop).catch((error: Error) => {
    if (!stop.aborted) say(streams, `pushspec: ${error.message}`);
  });
}
