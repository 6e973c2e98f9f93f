/** Shares the options and the start of the reference server between `start` and `serve`. */
import { type Config, type Profile, profiles } from '@pushspec/contract';
import type { PushServer, ServerOptions, StoreError } from '@pushspec/server';
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { defaultStore } from '../folders.ts';
import { listenOn } from '../listening.ts';
import { developmentOption, logOption, portOption, serverSettings } from '../options.ts';
import type { Streams } from '../streams.ts';
import { typedOption } from '../typed-as.ts';

export interface ServerFlags {
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

export function addPortOption(command: Command, description?: string): void {
  command.addOption(portOption('--port <number>', 4010, description));
}

/** Adds the options after the ports. */
export function addServerOptions(command: Command): void {
  command
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(developmentOption())
    .addOption(
      new Option('--profile <name>', 'rules that the server applies').choices(profiles).default('documented'),
    )
    .option(
      '--config <file>',
      'configuration file with credentials and limits (default: the development values)',
    )
    .option('--store <file>', 'file for requests and verdicts, or :memory: (default: one file per port)')
    .addOption(logOption())
    .option('--explain', 'explain refusals in the x-pushspec-explain header of each response');
}

export interface ServerParts extends Pick<ServerOptions, 'inspector' | 'mockUrl' | 'site'> {
  readonly config: Config;
}

export interface CreatedServer {
  readonly server: PushServer;
  /** File name of the store, or `:memory:`. */
  readonly store: string;
  /** Starts listening. `token` is undefined unless the server generated one, which is shown only once. */
  listen(): Promise<{ readonly url: string; readonly token: string | undefined }>;
}

/** Creates the server. Rejects with a `CommandFailure` if its store cannot be opened. */
export async function createCommandServer(
  flags: ServerFlags,
  parts: ServerParts,
  streams: Streams,
): Promise<CreatedServer> {
  const { port, host, allowDevelopmentCredentials, profile, explain = false, log } = flags;
  const store = flags.store ?? defaultStore(port, process.env);
  // Loaded here to keep other commands fast.
  const { createServer, logLevels } = await import('@pushspec/server');
  const settings = serverSettings({ log, logLevels, env: process.env });
  const server = await createServer({
    ...{ ...parts, profile, store, explain, ...settings },
    logTo: streams.stderr,
  }).catch((error: unknown) => {
    throw storeFailure(error, { store, port, isDefault: flags.store === undefined });
  });
  return {
    server,
    store,
    async listen() {
      const { url, adminToken } = await listenOn(server, {
        ...{ port, host, allowDevelopmentCredentials },
        option: '--port',
      });
      // A token from the user is not repeated.
      return { url, token: adminToken === settings.adminToken ? undefined : adminToken };
    },
  };
}

interface StoreChoice {
  store: string;
  /** The port, which names the default store. */
  port: number;
  isDefault: boolean;
}

/** Returns a `CommandFailure` for a `StoreError`, and any other error unchanged. */
function storeFailure(error: unknown, { store, port, isDefault }: StoreChoice): unknown {
  const { name, code, message: storeMessage } = error as StoreError;
  if (name !== 'StoreError') return error;
  const message =
    code === 'STORE_IN_USE' && isDefault
      ? `another server already uses port ${port} and its store ${store}: choose another port with ${typedOption('--port')}, or name a file with ${typedOption('--store')}`
      : `${storeMessage} with ${typedOption('--store')}`;
  return new CommandFailure(EXIT.usage, message, { cause: error });
}
