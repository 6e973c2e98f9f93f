/** `pushspec proxy`: signs plain requests and sends them on, so that any tool can test a signed API. */
import type { Vendor } from '@pushspec/contract';
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
    .summary('sign plain requests and send them on')
    .description(
      'Takes plain requests, sets the headers of a signed request, and sends them on to one target, until it is stopped.\n' +
        'Body, path and query stay as they came, and so do a Content-Type and an x-cms-ip. The other headers of the contract\n' +
        'are replaced, but for those that the request names in x-pushspec-keep: date,content-md5,…, to test wrong ones.\n' +
        'Credentials come from --config or from the environment:\n' +
        `${signedHelp.variables}\n` +
        'For a target on this machine the development credentials are used where none are given.\n' +
        'Every program of this machine can have requests signed while it runs; other machines and web pages cannot.\n' +
        signedHelp.others,
    )
    .addArgument(signedArgument())
    .addOption(portOption('--port <number>', 4030))
    .option('--host <address>', 'address of this machine to listen on', '127.0.0.1')
    .option(
      '--target <address>',
      'where to send requests, without a path',
      parseUrl,
      'http://127.0.0.1:4010',
    );
  for (const option of regionOptions('target')) command.addOption(option);
  command
    .option('--config <file>', 'credentials, in the format of the server')
    .option('--json', 'print the address as one line of JSON')
    .addHelpText('beforeAll', 'Example:\n  $ pushspec proxy cloudmonitor --target http://127.0.0.1:4010\n')
    .action((api: Vendor, flags: ProxyFlags) =>
      untilStopped(streams, (stop) => runProxy(api, { flags, streams, stop })),
    );
}

interface Run {
  readonly flags: ProxyFlags;
  readonly streams: Streams;
  readonly stop: AbortSignal;
}

async function runProxy(api: Vendor, { flags, streams, stop }: Run): Promise<void> {
  const { port, host, config: configFile, json } = flags;
  const support = signingOf(api);
  const target = originOf(regionUrl(flags, support.servers) ?? flags.target);
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  const signer = (await support.load()).signer({ env: process.env, config, url: target });
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

/** Paths come with the requests. */
function originOf(address: string): string {
  const { origin, href } = new URL(address);
  if (href === `${origin}/`) return origin;
  throw new CommandFailure(
    EXIT.usage,
    '--target takes an address without user, path and query, such as http://127.0.0.1:4010',
  );
}
