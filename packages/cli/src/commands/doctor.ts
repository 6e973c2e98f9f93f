/** `pushspec doctor`: why the signature of a captured request does not match, without a server. */
import { type Config, developmentConfig, type Profile, profiles } from '@pushspec/contract';
import type { Report, SigningKey } from '@pushspec/doctor';
import { Argument, type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { readBytes, readConfig } from '../input.ts';
import { type Streams, writeJson } from '../streams.ts';

interface DoctorFlags {
  request: string;
  config?: string;
  profile: Profile;
  json?: true;
}

export function addDoctor(program: Command, streams: Streams): void {
  program
    .command('doctor')
    .summary('say why the signature of a captured request does not match')
    .description(
      'Examines a captured HTTP request: request line, headers, an empty line, and the body to the byte.\n' +
        'The secret comes from --config, or from the environment:\n' +
        '  ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_ACCESS_KEY_ID where Authorization does not name the key.\n' +
        'Without either, the development keys are known. No secret is printed and nothing is sent.\n' +
        'Exit codes: 0 the signature is right, 1 it is wrong, 2 usage, 4 the secret of the key is not known.',
    )
    .addArgument(
      new Argument('<vendor>', 'whose API it is; only this one has signatures').choices(['cloudmonitor']),
    )
    .requiredOption('--request <file>', 'the captured request; - is standard input')
    .option('--config <file>', 'keys, in the format of the server')
    .addOption(new Option('--profile <name>', 'what to be true to').choices(profiles).default('documented'))
    .option('--json', 'print the report as one line of JSON')
    .addHelpText('before', 'Example:\n  $ pushspec doctor cloudmonitor --request raw.http\n')
    .action((_vendor: string, flags: DoctorFlags) => doctor(flags, streams));
}

async function doctor({ request: file, config: configFile, profile, json }: DoctorFlags, streams: Streams) {
  const bytes = await readBytes(file, streams);
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  // Loaded here, so that no other command pays for it.
  const { examineCloudMonitor, RawRequestError, readRawRequest, signingKeys } = await import(
    '@pushspec/doctor'
  );
  const name = file === '-' ? 'standard input' : file;
  try {
    const request = readRawRequest(bytes);
    const keys = keysOf(request.headers.authorization ?? '', config, signingKeys);
    const report = examineCloudMonitor({ request, keys, profile, nowMs: Date.now() });
    if (json) writeJson(streams, { vendor: 'cloudmonitor', profile, ...report });
    else streams.stdout.write(reportText(report));
    end(report);
  } catch (error) {
    if (!(error instanceof RawRequestError)) throw error;
    throw new CommandFailure(EXIT.usage, `${name} is no HTTP request: ${error.message}`, { cause: error });
  }
}

/** The key of the environment before those of the file. */
function keysOf(
  authorization: string,
  config: Config | undefined,
  signingKeys: (config: Config) => SigningKey[],
): SigningKey[] {
  const {
    ALIBABA_CLOUD_ACCESS_KEY_ID: id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
  } = process.env;
  const known = config ? signingKeys(config) : accessKeySecret ? [] : signingKeys(developmentConfig);
  if (!accessKeySecret) return known;
  const named = /([^\s:]+):[^:]*$/.exec(authorization)?.[1];
  const accessKeyId = id ?? (named === accessKeySecret ? undefined : named) ?? 'unknown';
  const key = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return [key, ...known.filter((other) => other.accessKeyId !== key.accessKeyId)];
}

function reportText({ signature, contentMd5, causes, stringToSign, difference }: Report): string {
  const lines = [`signature    ${signature}`, `Content-MD5  ${contentMd5}`];
  for (const { code, cause, fix } of causes)
    lines.push(`cause        ${cause} (${code})`, `fix          ${fix}`);
  const isWrong = signature === 'wrong' || contentMd5 === 'wrong';
  if (isWrong && causes.length === 0) lines.push('cause        no known mistake explains it');
  if (difference) {
    const { line, part, server, caller } = difference;
    const shown = (text: string | undefined) => (text === undefined ? 'no line' : JSON.stringify(text));
    lines.push(`difference   line ${line}, ${part}: ${shown(server)} is right, ${shown(caller)} was signed`);
  }
  if (stringToSign !== undefined) lines.push('', 'The string to sign:', stringToSign);
  return `${lines.join('\n')}\n`;
}

function end({ signature, contentMd5, isKeyKnown, causes }: Report): void {
  if (!isKeyKnown && causes.length === 0) {
    throw new CommandFailure(
      EXIT.credentials,
      'the secret of the key in Authorization is not known: set ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give a file with --config',
    );
  }
  const isRight = signature === 'right' && contentMd5 === 'right';
  if (!isRight) throw new CommandFailure(EXIT.refused, whatIsWrong(signature, contentMd5));
}

function whatIsWrong(signature: Report['signature'], contentMd5: Report['contentMd5']): string {
  if (signature !== 'right') return `the signature is ${signature}`;
  return `the signature is right, but Content-MD5 is ${contentMd5}`;
}
