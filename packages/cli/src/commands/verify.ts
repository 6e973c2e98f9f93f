/** `pushspec verify`: plays the scenarios against anybody's implementation. */
import { writeFile } from 'node:fs/promises';
import type { Result } from '@pushspec/conformance';
import { type Profile, profiles, type RateLimit, type Vendor, vendors } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import { parseOrigin } from '../options.ts';
import type { Streams } from '../streams.ts';
import { addSettings, type SettingsFlags, settingsOf } from '../verify/settings.ts';
import type { Verified } from '../verify/verify.ts';

interface VerifyFlags extends SettingsFlags {
  target: string;
  vendor?: Vendor;
  profile: Profile;
  config?: string;
  scenario?: string[];
  reason?: string[];
  operation?: string[];
  junit?: string;
  html?: string;
  json?: true;
  live?: true;
  leaveEvents?: true;
  snapshots?: string;
  update?: true;
}

export function addVerify(program: Command, streams: Streams): void {
  const command = program
    .command('verify')
    .summary('play the scenarios against an implementation')
    .description('Plays the scenarios of the contracts against an endpoint and says where it differs.')
    .requiredOption('--target <address>', 'the endpoint, without a path', parseOrigin)
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
    .option('--scenario <text...>', 'only those whose name holds it, such as blueking/metrics-missing')
    .option('--reason <code...>', 'only those that show this reason, or accepted')
    .option('--operation <id...>', 'only those of this operation')
    .option('--junit <file>', 'write the results as JUnit XML, too')
    .option('--html <file>', 'write the results as a page, too')
    .option('--json', 'print one line of JSON per scenario')
    .option('--live', 'the endpoint is a vendor’s own: play what harms no account (needs PUSHSPEC_LIVE=1)')
    .option('--leave-events', 'with --live: also what is accepted, which leaves events and metrics behind')
    .option(
      '--snapshots <folder>',
      'with --live: keep the answers there, and compare them with those of before',
    )
    .option('--update', 'with --live: renew the snapshots that differ')
    .addHelpText('before', 'Example:\n  $ pushspec verify --target http://127.0.0.1:4010 --vendor guance\n')
    .action((flags: VerifyFlags) => verify(flags, streams));
  addSettings(command);
}

async function verify(flags: VerifyFlags, streams: Streams): Promise<void> {
  const { target, json, live } = flags;
  if (new URL(target).pathname !== '/')
    throw new CommandFailure(
      EXIT.usage,
      "--target takes an address without a path: the paths are the contracts'",
    );
  const without = (['leaveEvents', 'snapshots', 'update'] as const).find((name) => flags[name] !== undefined);
  if (!live && without !== undefined)
    throw new CommandFailure(
      EXIT.usage,
      `--${without === 'leaveEvents' ? 'leave-events' : without} goes with --live`,
    );
  const onResult = (result: Result) => {
    if (json) streams.stdout.write(`${resultLine(result)}\n`);
  };
  const { resultLine } = await import('@pushspec/conformance');
  const verified = live
    ? await againstVendor(flags, streams, onResult)
    : await againstImplementation(flags, streams, onResult);
  await writeReports(flags, verified);
  streams.stdout.write(`${verified.lines.join('\n')}\n`);
  const { summary, sequences } = verified;
  const failed = summary.failed + sequences.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0) throw new CommandFailure(EXIT.refused, `${failed} scenarios failed against ${target}`);
}

interface Reported extends Verified {
  /** What is printed at the end. */
  lines: string[];
  /** What the page says beside the scenarios. */
  notes: string[];
}

type OnResult = (result: Result) => void;

async function againstImplementation(
  flags: VerifyFlags,
  streams: Streams,
  onResult: OnResult,
): Promise<Reported> {
  const { target, vendor, profile, json } = flags;
  const config = await readConfig(flags.config, streams);
  const [{ verifyEndpoint }, { coverageJson, coverageLine, sequenceText, summaryLine, textReport }] =
    await Promise.all([import('../verify/verify.ts'), import('@pushspec/conformance')]);
  const settings = settingsOf(flags);
  const onWait = (ms: number, { reason }: RateLimit) =>
    streams.stderr.write(`pushspec: waiting ${Math.ceil(ms / 1000)} s for the rate limit ${reason}\n`);
  const verified = await verifyEndpoint({
    ...{ url: target, vendor, profile, config, wanted: flags, onResult, settings, onWait },
  });
  const { summary, sequences, coverage } = verified;
  const divergent = sequences.filter(({ outcome }) => outcome === 'failed');
  if (divergent.length > 0) streams.stderr.write(`${sequenceText(divergent)}\n`);
  const lines = json
    ? [summaryLine(summary), ...(coverage ? [coverageJson(coverage)] : [])]
    : [textReport(summary), ...(coverage ? [coverageLine(coverage)] : [])];
  const notes = [
    ...(coverage ? [coverageLine(coverage)] : []),
    ...sequences.filter(({ outcome }) => outcome !== 'passed').map((sequence) => sequenceText([sequence])),
  ];
  return { ...verified, lines, notes };
}

async function againstVendor(flags: VerifyFlags, streams: Streams, onResult: OnResult): Promise<Reported> {
  const { target, vendor, profile, json, snapshots, update, leaveEvents } = flags;
  const config = flags.config === undefined ? undefined : await readConfig(flags.config, streams);
  const [{ verifyLive }, { liveJson, liveLines, summaryLine, textReport }] = await Promise.all([
    import('../verify/live.ts'),
    import('@pushspec/conformance'),
  ]);
  const run = await verifyLive({
    ...{ url: target, vendor, profile, config, env: process.env, wanted: flags, snapshots, onResult },
    update: update === true,
    leaveEvents: leaveEvents === true,
  });
  const { summary, contracts } = run;
  const lines = json ? [summaryLine(summary), liveJson(run)] : [textReport(summary), ...liveLines(run)];
  return { summary, sequences: [], coverage: undefined, contracts, lines, notes: liveLines(run) };
}

/** Written before the command ends, whatever the results are. */
async function writeReports({ junit, html, target }: VerifyFlags, verified: Reported): Promise<void> {
  const { htmlReport, junitReport } = await import('@pushspec/conformance');
  const { summary, sequences, contracts, notes } = verified;
  if (junit !== undefined) await writeFileOf('--junit', junit, junitReport(summary, sequences, notes));
  if (html === undefined) return;
  await writeFileOf('--html', html, htmlReport({ summary, contracts, address: target, notes }));
}

async function writeFileOf(option: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new CommandFailure(EXIT.usage, `${option} cannot write ${file}: ${message}`, { cause });
  }
}
