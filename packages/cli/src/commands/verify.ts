/** `pushspec verify`: plays the scenarios against anybody's implementation. */
import type { Result } from '@pushspec/conformance';
import { type Profile, profiles, type Vendor, vendors } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import { parseUrl } from '../options.ts';
import type { Streams } from '../streams.ts';

interface VerifyFlags {
  target: string;
  vendor?: Vendor;
  profile: Profile;
  config?: string;
  json?: true;
}

export function addVerify(program: Command, streams: Streams): void {
  program
    .command('verify')
    .summary('play the scenarios against an implementation')
    .description('Plays the scenarios of the contracts against an endpoint and says where it differs.')
    .requiredOption('--target <address>', 'the endpoint, without a path', parseUrl)
    .addOption(new Option('--vendor <name>', 'only the scenarios of this vendor').choices(vendors))
    .addOption(
      new Option('--profile <name>', 'what the endpoint is to be true to')
        .choices(profiles)
        .default('documented'),
    )
    .option(
      '--config <file>',
      'the credentials in force at the endpoint; the development values where it is left out',
    )
    .option('--json', 'print one line of JSON per scenario')
    .addHelpText('before', 'Example:\n  $ pushspec verify --target http://127.0.0.1:4010 --vendor guance\n')
    .action((flags: VerifyFlags) => verify(flags, streams));
}

async function verify(
  { target, vendor, profile, config: file, json }: VerifyFlags,
  streams: Streams,
): Promise<void> {
  if (new URL(target).pathname !== '/')
    throw new CommandFailure(
      EXIT.usage,
      "--target takes an address without a path: the paths are the contracts'",
    );
  const config = await readConfig(file, streams);
  const [
    { verifyEndpoint },
    { coverageJson, coverageLine, resultLine, sequenceText, summaryLine, textReport },
  ] = await Promise.all([import('../verify/verify.ts'), import('@pushspec/conformance')]);
  const onResult = (result: Result) => {
    if (json) streams.stdout.write(`${resultLine(result)}\n`);
  };
  const { summary, sequences, coverage } = await verifyEndpoint({
    url: target,
    vendor,
    profile,
    config,
    onResult,
  });
  const divergent = sequences.filter(({ outcome }) => outcome === 'failed');
  if (divergent.length > 0) streams.stderr.write(`${sequenceText(divergent)}\n`);
  const lines = json
    ? [summaryLine(summary), coverageJson(coverage)]
    : [textReport(summary), coverageLine(coverage)];
  streams.stdout.write(`${lines.join('\n')}\n`);
  const failed = summary.failed + divergent.length;
  if (failed > 0) throw new CommandFailure(EXIT.refused, `${failed} scenarios failed against ${target}`);
}
