/** Adds `pushspec sign`, which prints the headers of a signed request for another tool to send. */
import type { ApiName } from '@pushspec/contract';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { contentStart } from '../encoding.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { readBytes, readConfig } from '../input.ts';
import { parseUrl } from '../options.ts';
import { type RegionFlags, regionOptions, regionUrl } from '../region.ts';
import { signedArgument, signedHelp, signingOf } from '../sign/signing-apis.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface SignFlags extends RegionFlags {
  url: string;
  method?: string;
  ip?: string;
  config?: string;
  curl?: true;
  json?: true;
  showString?: true;
}

export function addSign(program: Command, streams: Streams): void {
  const command = program
    .command('sign')
    .summary('print the headers of a signed request')
    .description(
      'Signs the exact bytes of a body, and prints the headers to send with it.\n' +
        'Send the request soon, because the signature expires.\n' +
        `${signedHelp.credentials}\n` +
        'For an address on this machine, the development credentials are the default.\n' +
        'The secret is never printed. The security token of a temporary key is one of the headers.\n' +
        signedHelp.others,
    )
    .addArgument(signedArgument())
    .argument('[file]', 'the body; - reads standard input', '-')
    .option('--url <address>', 'address to send to, without the path', parseUrl, 'http://127.0.0.1:4010');
  for (const option of regionOptions('url')) command.addOption(option);
  command
    .option('--method <name>', "the HTTP method (default: the contract's)", parseMethod)
    .option('--ip <address>', 'value of x-cms-ip (default: an address of this machine)', parseIp)
    .option('--config <file>', 'configuration file with credentials, in the format of the server')
    .addOption(new Option('--curl', 'print a curl command that sends the request').conflicts('json'))
    .option('--json', 'print {"headers":{…}} on one line')
    .option('--show-string', 'print the string to sign to stderr, with the security token masked')
    .addHelpText('before', 'Example:\n  $ pushspec sign cloudmonitor events.json --curl | sh\n')
    .action((api: ApiName, file: string, flags: SignFlags) => sign(api, file, flags, streams));
}

async function sign(api: ApiName, file: string, flags: SignFlags, streams: Streams): Promise<void> {
  const { config: configFile, ip, curl, json, showString } = flags;
  const support = signingOf(api);
  const base = regionUrl(flags, support.servers, '--url') ?? flags.url;
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  const [signing, { requestWarnings }, { curlCommand }] = await Promise.all([
    support.load(),
    import('../sign/request-warnings.ts'),
    import('../sign/curl-command.ts'),
  ]);
  const { method: contractMethod, path } = signing.operation;
  const url = addressOf(base, path);
  const signer = await signing.signer({ env: process.env, config, url });
  const bytes = await readBytes(file, streams);
  const method = flags.method ?? contractMethod;
  const { headers, stringToSign } = await signer.sign({ method, url, body: bytes, ip });
  if (contentStart(bytes) > 0)
    say(streams, 'pushspec: warning: the body begins with a byte order mark: save the file without it');
  for (const warning of requestWarnings(api, method, bytes)) say(streams, `pushspec: warning: ${warning}`);
  if (showString) say(streams, `The string to sign:\n${masked(stringToSign, signer.token)}`);
  if (json) writeJson(streams, { headers });
  else if (curl)
    streams.stdout.write(
      `${curlCommand({ method, url, headers, body: file === '-' ? { bytes } : { file } })}\n`,
    );
  else for (const [name, value] of Object.entries(headers)) streams.stdout.write(`${name}: ${value}\n`);
}

/** Returns the URL to send to. Its path is part of the signature. */
function addressOf(base: string, path: string): string {
  const { username, password, search, hash, href } = new URL(base);
  if (username || password || search || hash) {
    throw new CommandFailure(
      EXIT.usage,
      '`--url` must be an address without user, query or fragment, such as http://127.0.0.1:4010',
    );
  }
  return `${href.replace(/\/+$/, '')}${path}`;
}

function masked(stringToSign: string, token: string | undefined): string {
  return token ? stringToSign.replaceAll(token, '…') : stringToSign;
}

function parseMethod(argument: string): string {
  if (!/^[A-Z]+$/.test(argument))
    throw new InvalidArgumentError('Use a method in capital letters, such as POST.');
  return argument;
}

function parseIp(argument: string): string {
  if (!/^[\x21-\x7e]+$/.test(argument))
    throw new InvalidArgumentError('Use an IP address, such as 10.0.0.7.');
  return argument;
}
