/** Adds `pushspec doctor`, which explains why the signature of a captured request does not match. */
import { type ApiName, type Profile, profiles } from '@pushspec/contract';
import type { Report } from '@pushspec/doctor';
import { type Command, Option } from 'commander';
import { contentStart, isUtf16 } from '../encoding.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { readBytes, readConfig } from '../input.ts';
import { doctorOf, examinedArgument } from '../sign/signing-apis.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface DoctorFlags {
  request: string;
  config?: string;
  profile: Profile;
  json?: true;
}

export function addDoctor(program: Command, streams: Streams): void {
  program
    .command('doctor')
    .summary('explain why the signature of a captured request does not match')
    .description(
      'Examines a captured HTTP request: request line, headers, an empty line, and the exact bytes of the body.\n' +
        'The secret comes from --config, or from the environment:\n' +
        '  ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_ACCESS_KEY_ID if the request does not name the key.\n' +
        'Without either, the development keys are used. No secret is printed and nothing is sent.\n' +
        'Exit codes: 0 the signature is right, 1 it is wrong, 2 usage error, 4 the secret of the key is unknown.',
    )
    .addArgument(examinedArgument())
    .requiredOption('--request <file>', 'the captured request; - reads standard input')
    .option('--config <file>', 'configuration file with the keys, in the format of the server')
    .addOption(new Option('--profile <name>', 'rules to apply').choices(profiles).default('documented'))
    .option('--json', 'print the report as one line of JSON')
    .addHelpText('before', 'Example:\n  $ pushspec doctor cloudmonitor --request raw.http\n')
    .action((api: ApiName, flags: DoctorFlags) => doctor(api, flags, streams));
}

async function doctor(
  api: ApiName,
  { request: file, config: configFile, profile, json }: DoctorFlags,
  streams: Streams,
) {
  const name = file === '-' ? 'standard input' : file;
  const bytes = requestIn(await readBytes(file, streams), name, streams);
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  // Loaded here to keep other commands fast.
  const [{ RawRequestError }, { examine }] = await Promise.all([
    import('@pushspec/doctor'),
    doctorOf(api).load(),
  ]);
  try {
    const report = examine({ bytes, config, env: process.env, profile, nowMs: Date.now() });
    if (json) writeJson(streams, { api, profile, ...report });
    else streams.stdout.write(reportText(report));
    failUnlessRight(report);
  } catch (error) {
    if (!(error instanceof RawRequestError)) throw error;
    throw new CommandFailure(EXIT.usage, `${name} is not an HTTP request: ${error.message}`, {
      cause: error,
    });
  }
}

/** Removes a byte order mark, which cannot be part of a request, and says so. */
function requestIn(bytes: Buffer, name: string, streams: Streams): Buffer {
  if (isUtf16(bytes))
    throw new CommandFailure(EXIT.usage, `${name} is UTF-16: capture the exact bytes of the request again`);
  const start = contentStart(bytes);
  if (start > 0)
    say(
      streams,
      `pushspec: warning: ${name} begins with a byte order mark, which is ignored: if the program that wrote it also changed line ends or the body, capture the request again`,
    );
  return bytes.subarray(start);
}

function reportText(report: Report): string {
  const { signature, digest, causes, stringToSign, canonicalRequest, difference } = report;
  const lines = [row('signature', signature), ...(digest ? [row(digest.header, digest.check)] : [])];
  for (const { code, cause, fix } of causes) lines.push(row('cause', `${cause} (${code})`), row('fix', fix));
  const isWrong = signature === 'wrong' || digest?.check === 'wrong';
  if (isWrong && causes.length === 0) lines.push(row('cause', 'unknown: no common mistake explains it'));
  if (difference) {
    const { line, part, server, caller } = difference;
    const shown = (text: string | undefined) => (text === undefined ? 'no line' : JSON.stringify(text));
    lines.push(
      row('difference', `line ${line}, ${part}: ${shown(server)} is right, ${shown(caller)} was signed`),
    );
  }
  if (stringToSign !== undefined) lines.push('', 'The string to sign:', stringToSign);
  if (canonicalRequest !== undefined) lines.push('', 'The canonical request:', canonicalRequest);
  return `${lines.join('\n')}\n`;
}

const LABEL_WIDTH = 11;

function row(label: string, text: string): string {
  return `${label.padEnd(LABEL_WIDTH)}  ${text}`;
}

/** Throws a failure with the exit code, unless the signature is right. */
function failUnlessRight({ signature, digest, isKeyKnown, causes }: Report): void {
  if (!isKeyKnown && causes.length === 0) {
    throw new CommandFailure(
      EXIT.credentials,
      'the secret of the key in the request is unknown: set ALIBABA_CLOUD_ACCESS_KEY_SECRET, or pass a file with `--config`',
    );
  }
  const isRight = signature === 'right' && (digest?.check ?? 'right') === 'right';
  if (!isRight) throw new CommandFailure(EXIT.refused, whatIsWrong(signature, digest));
}

function whatIsWrong(signature: Report['signature'], digest: Report['digest']): string {
  if (signature !== 'right' || !digest) return `the signature is ${signature}`;
  return `the signature is right, but ${digest.header} is ${digest.check}`;
}
