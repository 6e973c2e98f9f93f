/** `pushspec serve`: the reference server alone. */
import { type Profile, profiles } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { defaultStore, inspectorFolder } from '../folders.ts';
import { readConfig } from '../input.ts';
import { listenOn } from '../listening.ts';
import { developmentOption, logOption, portOption, serverSettings } from '../options.ts';
import { aborted, untilStopped } from '../signals.ts';
import { storeFailure } from '../store-failure.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface ServeFlags {
  port: number;
  host: string;
  allowDevelopmentCredentials?: true;
  profile: Profile;
  config?: string;
  store?: string;
  explain?: boolean;
  log?: string;
  json?: true;
}

export function addServe(program: Command, streams: Streams): void {
  program
    .command('serve')
    .summary('run the reference server')
    .description('Runs the reference server for all vendors on one port, until it is stopped.')
    .addOption(portOption('--port <number>', 4010))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(developmentOption())
    .addOption(new Option('--profile <name>', 'what to be true to').choices(profiles).default('documented'))
    .option('--config <file>', 'credentials and limits; the development values where it is left out')
    .option(
      '--store <file>',
      'where requests and verdicts are kept: a file or :memory: (default: a file of its own per port)',
    )
    .addOption(logOption())
    .option('--explain', 'say in the header x-pushspec-explain of every answer why a request is refused')
    .option('--json', 'print the address as one line of JSON')
    .addHelpText(
      'beforeAll',
      'Example:\n  $ pushspec serve --port 0 --profile receiver --store verdicts.db --json\n',
    )
    .action((flags: ServeFlags) => untilStopped(streams, (stop) => serve(flags, streams, stop)));
}

async function serve(
  {
    port,
    host,
    allowDevelopmentCredentials,
    profile,
    config,
    store: givenStore,
    explain = false,
    log,
    json,
  }: ServeFlags,
  streams: Streams,
  stop: AbortSignal,
): Promise<void> {
  const store = givenStore ?? defaultStore(port, process.env);
  // Loaded here, so that no other command pays for it.
  const [{ createServer, logLevels }, { openInspector }] = await Promise.all([
    import('@pushspec/server'),
    import('@pushspec/inspector'),
  ]);
  const inspector = openInspector({ cache: () => inspectorFolder(process.env) });
  const settings = serverSettings({ log, logLevels, env: process.env });
  const server = await createServer({
    ...{ profile, store, inspector, explain, ...settings },
    config: await readConfig(config, streams),
    logTo: streams.stderr,
  }).catch((error: unknown) => {
    throw storeFailure(error, { store, port, isDefault: givenStore === undefined });
  });
  try {
    const { url, adminToken } = await listenOn(server, {
      ...{ port, host, allowDevelopmentCredentials },
      option: '--port',
    });
    // Shown here and never again; one that the user has given is not repeated.
    const made = adminToken === settings.adminToken ? undefined : adminToken;
    if (json) {
      const token = made !== undefined && { adminToken: made };
      writeJson(streams, { server: url, admin: `${url}/__admin`, profile, store, ...token });
    } else {
      const token = made === undefined ? '' : `\ntoken   ${made}  (the admin API asks for it)`;
      say(
        streams,
        `server  ${url}\nadmin   ${url}/__admin/requests\ninspect ${url}/inspector/\nprofile ${profile}\nstore   ${store}${token}`,
      );
    }
    const stopped = aborted(stop);
    const built = inspector.build().catch((error: Error) => say(streams, `pushspec: ${error.message}`));
    await Promise.race([built, stopped]);
    await stopped;
  } finally {
    await server.close();
  }
}
