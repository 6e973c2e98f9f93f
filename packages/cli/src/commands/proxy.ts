/** Adds `pushspec proxy`, which signs plain requests and forwards them, so that any tool can test a signed API. */
import type { ApiName } from '@pushspec/contract';
import type { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import { listenOn } from '../listening.ts';
import { parseUrl, portOption } from '../options.ts';
import { type RegionFlags, regionOptions, regionUrl } from '../region.ts';
import { signedArgument, signedHelp, signingOf } from '../sign/signing-apis.ts';
import { aborted, untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface ProxyFlags extends RegionFlags {
  port: number;
  host: string;
  target: string;
  config?: string;
  json?: true;
}

export function addProxy(program: Command, streams: Streams): void {
  const command = program
    .command('proxy')
    .summary('sign plain requests and forward them')
    .description(
      'Accepts plain requests, signs them, and forwards them to one target, until it is stopped.\n' +
        'Body, path, query, Content-Type and x-cms-ip stay unchanged. The other headers of the contract are replaced. ' +
        'To send wrong values on purpose, list the headers to keep in x-pushspec-keep, such as date,content-md5.\n' +
        `${signedHelp.credentials}\n` +
        'For a target on this machine, the development credentials are the default.\n' +
        'While it runs, every program on this machine can have requests signed. Other machines and web pages cannot.\n' +
        signedHelp.others,
    )
    .addArgument(signedArgument())
    .addOption(portOption('--port <number>', 4030))
    .option('--host <address>', 'loopback address to listen on', '127.0.0.1')
    .option(
      '--target <address>',
      'address to forward requests to, without a path',
      parseUrl,
      'http://127.0.0.1:4010',
    );
  for (const option of regionOptions('target')) command.addOption(option);
  command
    .option('--config <file>', 'configuration file with credentials, in the format of the server')
    .option('--json', 'print the address as one line of JSON')
    .addHelpText('beforeAll', 'Example:\n  $ pushspec proxy cloudmonitor --target http://127.0.0.1:4010\n')
    .action((api: ApiName, flags: ProxyFlags) =>
      untilStopped(streams, (stop) => runProxy(api, { flags, streams, stop })),
    );
}

interface Run {
  readonly flags: ProxyFlags;
  readonly streams: Streams;
  readonly stop: AbortSignal;
}

async function runProxy(api: ApiName, { flags, streams, stop }: Run): Promise<void> {
  const { port, host, config: configFile, json } = flags;
  const support = signingOf(api);
  const target = originOf(regionUrl(flags, support.servers, '--target') ?? flags.target);
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  const signer = await (await support.load()).signer({ env: process.env, config, url: target });
  const { createProxy } = await import('../proxy/proxy.ts');
  const proxy = createProxy({ target, signer, log: (line) => say(streams, line) });
  try {
    const { url } = await listenOn(proxy, { port, host, option: '--port' });
    if (json) writeJson(streams, { proxy: url, target });
    else say(streams, `proxy   ${url}\ntarget  ${target}\nkey     ${signer.keyId}`);
    await aborted(stop);
  } finally {
    await proxy.close();
  }
}

/** Returns the origin of the target. Requests bring their own path. */
function originOf(address: string): string {
  const { origin, href } = new URL(address);
  if (href === `${origin}/`) return origin;
  throw new CommandFailure(
    EXIT.usage,
    '`--target` must be an address without user, path or query, such as http://127.0.0.1:4010',
  );
}
