/** Adds `pushspec serve`, which runs the reference server alone. */
import type { Command } from 'commander';
import { inspectorFolder } from '../folders.ts';
import { readConfig } from '../input.ts';
import { aborted, untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { addPortOption, addServerOptions, createCommandServer, type ServerFlags } from './server-command.ts';

export function addServe(program: Command, streams: Streams): void {
  const command = program
    .command('serve')
    .summary('run the reference server')
    .description('Runs the reference server for all APIs on one port, until it is stopped.');
  addPortOption(command);
  addServerOptions(command);
  command
    .option('--json', 'print the address as one line of JSON')
    .addHelpText(
      'beforeAll',
      'Example:\n  $ pushspec serve --port 0 --profile receiver --store verdicts.db --json\n',
    )
    .action((flags: ServerFlags) => untilStopped(streams, (stop) => serve(flags, streams, stop)));
}

async function serve(flags: ServerFlags, streams: Streams, stop: AbortSignal): Promise<void> {
  const { profile, json } = flags;
  // Loaded here to keep other commands fast.
  const [{ openInspector }, { openSite }] = await Promise.all([
    import('@pushspec/inspector'),
    import('@pushspec/docs'),
  ]);
  // Serves the pages of the package. In the repository, `start` builds them.
  const site = openSite();
  const inspector = openInspector({ cache: () => inspectorFolder(process.env) });
  const config = await readConfig(flags.config, streams);
  const parts = { config, inspector, ...(!site.isBuilding() && { site }) };
  const { server, store, listen } = await createCommandServer(flags, parts, streams);
  try {
    const { url, token } = await listen();
    if (json) {
      const generated = token !== undefined && { adminToken: token };
      writeJson(streams, { server: url, admin: `${url}/__admin`, profile, store, ...generated });
    } else {
      const generated = token === undefined ? '' : `\ntoken   ${token}  (required by the admin API)`;
      say(
        streams,
        `server  ${url}\nadmin   ${url}/__admin/requests\ninspect ${url}/inspector/\nprofile ${profile}\nstore   ${store}${generated}`,
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
