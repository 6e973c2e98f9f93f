/** Adds `pushspec start`, which runs the server with the site and the mock, and prints commands to try. */
import type { Site } from '@pushspec/docs';
import type { Inspector } from '@pushspec/inspector';
import type { Command } from 'commander';
import { inspectorFolder, siteFolder } from '../folders.ts';
import { readConfig } from '../input.ts';
import { listenOn, reachableUrl } from '../listening.ts';
import { mockAdvice, mockOrReason, mockPackage } from '../mock-package.ts';
import { portOption } from '../options.ts';
import { aborted, untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { welcome } from '../welcome.ts';
import { addPortOption, addServerOptions, createCommandServer, type ServerFlags } from './server-command.ts';

interface StartFlags extends ServerFlags {
  mockPort: number;
}

export function addStart(program: Command, streams: Streams): void {
  const command = program
    .command('start')
    .summary('run the server, the site and the mock, and print commands to try')
    .description('Runs the reference server with the site, and the mock, until they are stopped.');
  addPortOption(command, 'port of the server and the site');
  command.addOption(portOption('--mock-port <number>', 4020, 'port of the mock'));
  addServerOptions(command);
  command
    .option('--json', 'print the addresses as one line of JSON')
    .addHelpText('before', 'Example:\n  $ pushspec start --port 4010 --mock-port 4020\n')
    .action((flags: StartFlags) => untilStopped(streams, (stop) => start(flags, streams, stop)));
}

async function start(flags: StartFlags, streams: Streams, stop: AbortSignal): Promise<void> {
  const { mockPort, host, profile, json } = flags;
  const config = await readConfig(flags.config, streams);
  const [{ openSite }, { openInspector }, mockModule] = await Promise.all([
    import('@pushspec/docs'),
    import('@pushspec/inspector'),
    mockPackage(),
  ]);
  const site = openSite({ cache: () => siteFolder(process.env) });
  const inspector = openInspector({ cache: () => inspectorFolder(process.env) });
  // Created before the server. If it throws, there is no server to close.
  const mockOrMessage = mockModule ? mockOrReason(mockModule) : `it is not installed: ${mockAdvice}`;
  const mock = typeof mockOrMessage === 'string' ? undefined : mockOrMessage;
  if (typeof mockOrMessage === 'string') say(streams, `pushspec: running without the mock: ${mockOrMessage}`);
  let mockUrl: string | undefined;
  let built: Promise<void> | undefined;
  const parts = { config, inspector, site, mockUrl: () => mockUrl };
  const { server, store, listen } = await createCommandServer(flags, parts, streams);
  try {
    const { url, token } = await listen();
    const serverUrl = reachableUrl(url);
    mockUrl =
      mock && reachableUrl((await listenOn(mock, { port: mockPort, host, option: '--mock-port' })).url);
    if (json)
      writeJson(streams, {
        ...{ server: serverUrl, mock: mockUrl, admin: `${serverUrl}/__admin`, profile },
        ...(token !== undefined && { adminToken: token }),
      });
    else {
      streams.stdout.write(welcome({ config, profile, store, serverUrl, mockUrl }));
      if (token !== undefined) say(streams, `token   ${token}  (required by the admin API)`);
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

/** Builds the inspector and the site. When stopped, the site removes its unfinished pages; the inspector build cannot stop and is abandoned. */
async function buildPages({ inspector, site }: Pages, stop: AbortSignal, streams: Streams): Promise<void> {
  const inspectorBuilt = inspector
    .build()
    .catch((error: Error) => say(streams, `pushspec: ${error.message}`));
  await Promise.race([inspectorBuilt, aborted(stop)]);
  if (stop.aborted) return;
  await site.build(stop).catch((error: Error) => {
    if (!stop.aborted) say(streams, `pushspec: ${error.message}`);
  });
}
