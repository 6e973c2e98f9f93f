/** Adds `pushspec verify`, which runs the cases of the contracts against any implementation. */
import type { Result, SequenceResult } from '@pushspec/conformance';
import { type ApiName, apiNames, type Profile, profiles, type RateLimit } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import { parseOrigin } from '../options.ts';
import { type Streams, say } from '../streams.ts';
import { type RunProgress, runProgress } from '../verify/progress.ts';
import { checkReportFiles, type ReportFile, writeProblem, writeReport } from '../verify/report-files.ts';
import { addSettings, type SettingsFlags, settingsOf } from '../verify/settings.ts';
import type { Verified } from '../verify/verify.ts';

interface VerifyFlags extends SettingsFlags {
  target?: string;
  api?: ApiName;
  profile: Profile;
  config?: string;
  scenario?: string[];
  reason?: string[];
  operation?: string[];
  list?: true;
  junit?: string;
  html?: string;
  json?: true;
  live?: true;
  leaveEvents?: true;
  snapshots?: string;
  update?: true;
}

type RunFlags = VerifyFlags & { target: string };

export function addVerify(program: Command, streams: Streams): void {
  const command = program
    .command('verify')
    .summary('run the cases of the contracts against an implementation')
    .description('Runs the cases of the contracts against an endpoint, and reports where it differs.')
    .option('--target <address>', 'address of the endpoint, without a path', parseOrigin)
    .addOption(new Option('--api <name>', 'only the cases of this API').choices(apiNames))
    .addOption(
      new Option('--profile <name>', 'profile that the endpoint follows')
        .choices(profiles)
        .default('documented'),
    )
    .option(
      '--config <file>',
      'configuration file with the credentials of the endpoint (default: a sandbox of a pushspec server, or the development values)',
    )
    .option('--scenario <text...>', 'only cases whose name contains this, such as blueking/metrics-missing')
    .option('--reason <code...>', 'only cases that expect exactly this reason code, or accepted')
    .option('--operation <id...>', 'only cases of this operation')
    .option('--list', 'print the names of the selected cases without running them')
    .option('--junit <file>', 'also write the results as JUnit XML')
    .option('--html <file>', 'also write the results as an HTML page')
    .option(
      '--json',
      'print a JSON line for each case, then the counts; without a filter also the sequences and the coverage',
    )
    .option(
      '--live',
      'run only harmless cases, because the endpoint is the vendor’s own (needs PUSHSPEC_LIVE=1)',
    )
    .option(
      '--leave-events',
      'with --live: also run cases that are accepted, which leave events and metrics behind',
    )
    .option(
      '--snapshots <folder>',
      'with --live: save the responses in this folder, and compare them with earlier ones',
    )
    .option('--update', 'with --live: replace the snapshots that differ')
    .addHelpText('before', 'Example:\n  $ pushspec verify --target http://127.0.0.1:4010 --api guance\n')
    .action((flags: VerifyFlags, command: Command) => {
      if (flags.list) return list(flags, streams);
      const { target } = flags;
      if (target === undefined) command.error("error: required option '--target <address>' not specified");
      return verify({ ...flags, target }, streams);
    });
  addSettings(command);
}

async function list({ api, profile, json, ...wanted }: VerifyFlags, streams: Streams): Promise<void> {
  const { selectedCases } = await import('../verify/verify.ts');
  const { scenarios } = await selectedCases({ api, profile, wanted });
  for (const { id, file, api, operation, reason, summary } of scenarios) {
    const line = json
      ? JSON.stringify({ scenario: id, file, api, profile, operation, reason, summary })
      : `${id} (${reason})`;
    streams.stdout.write(`${line}\n`);
  }
}

async function verify(flags: RunFlags, streams: Streams): Promise<void> {
  checkLiveFlags(flags);
  const files = reportFiles(flags);
  checkReportFiles(files);
  if (streams.stderr.isTTY) await warn(files, streams);
  const progress = runProgress(streams, flags.json === true);
  const report = await runCases(flags, streams, progress).finally(progress.end);
  streams.stdout.write(`${report.lines.join('\n')}\n`);
  const problems = await writeReports(files, report, flags);
  finish({ report, problems, target: flags.target, streams });
}

function checkLiveFlags({ live, ...flags }: VerifyFlags): void {
  const option = (['leaveEvents', 'snapshots', 'update'] as const).find((name) => flags[name] !== undefined);
  if (live || option === undefined) return;
  const name = option === 'leaveEvents' ? '--leave-events' : `--${option}`;
  throw new CommandFailure(EXIT.usage, `\`${name}\` needs \`--live\`: add \`--live\`, or remove \`${name}\``);
}

function reportFiles({ junit, html }: VerifyFlags): ReportFile[] {
  return [
    ...(junit === undefined ? [] : [{ option: '--junit', path: junit }]),
    ...(html === undefined ? [] : [{ option: '--html', path: html }]),
  ];
}

/** Warns about files that cannot be written, before the run rather than after it. */
async function warn(files: readonly ReportFile[], streams: Streams): Promise<void> {
  for (const file of files) {
    const problem = await writeProblem(file);
    if (problem !== undefined)
      say(streams, `pushspec: warning: ${problem}. The results are printed in any case`);
  }
}

interface Reported extends Verified {
  /** Lines to print at the end. */
  lines: string[];
  /** Notes for the report files. */
  notes: string[];
}

function runCases(flags: RunFlags, streams: Streams, progress: RunProgress): Promise<Reported> {
  return flags.live ? againstApi(flags, streams, progress) : againstImplementation(flags, streams, progress);
}

async function againstImplementation(
  flags: RunFlags,
  streams: Streams,
  progress: RunProgress,
): Promise<Reported> {
  const { target, api, profile, json } = flags;
  const config = flags.config === undefined ? undefined : await readConfig(flags.config, streams);
  const [{ verifyEndpoint }, conformance] = await Promise.all([
    import('../verify/verify.ts'),
    import('@pushspec/conformance'),
  ]);
  const { coverageJson, coverageLine, hints, resultLine, sequenceLine, summaryLine, textReport } =
    conformance;
  const onResult = (result: Result) => {
    progress.result(result);
    if (json) streams.stdout.write(`${resultLine(result)}\n`);
  };
  const selection = { api, profile, wanted: flags };
  const onWait = (ms: number, { reason }: RateLimit) =>
    progress.note(
      `pushspec: waiting ${Math.ceil(ms / 1000)} s until the rate limit allows more requests (${reason})`,
    );
  const verified = await verifyEndpoint({
    ...{ ...selection, url: target, config, progress, onResult, onWait, settings: settingsOf(flags) },
    adminToken: process.env.PUSHSPEC_ADMIN_TOKEN,
  });
  const { summary, sequences, coverage, contracts } = verified;
  const covered = coverage ? [coverageLine(coverage)] : [];
  const lines = json
    ? [
        ...sequences.map(sequenceLine),
        summaryLine(summary, sequences),
        ...(coverage ? [coverageJson(coverage)] : []),
      ]
    : [textReport(summary, { sequences, contracts, notes: covered })];
  const ended = verified.ended ? [verified.ended.message] : [];
  const notes = [...ended, ...hints({ summary, sequences, contracts }), ...covered];
  return { ...verified, lines, notes };
}

async function againstApi(flags: RunFlags, streams: Streams, progress: RunProgress): Promise<Reported> {
  const { target, api, profile, json, snapshots, update, leaveEvents } = flags;
  const config = flags.config === undefined ? undefined : await readConfig(flags.config, streams);
  const [{ verifyLive }, { liveJson, liveLines, resultLine, summaryLine, textReport }] = await Promise.all([
    import('../verify/live.ts'),
    import('@pushspec/conformance'),
  ]);
  const onResult = (result: Result) => {
    if (json) streams.stdout.write(`${resultLine(result)}\n`);
  };
  const run = await verifyLive({
    ...{
      url: target,
      api,
      profile,
      config,
      env: process.env,
      wanted: flags,
      snapshots,
      onResult,
      progress,
    },
    update: update === true,
    leaveEvents: leaveEvents === true,
  });
  const { summary, contracts } = run;
  const notes = liveLines(run);
  const lines = json ? [summaryLine(summary), liveJson(run)] : [textReport(summary, { contracts, notes })];
  return { summary, sequences: [], coverage: undefined, contracts, lines, notes };
}

/** Returns a message for each file that could not be written. */
async function writeReports(
  files: readonly ReportFile[],
  { summary, sequences, contracts, notes }: Reported,
  { target }: RunFlags,
): Promise<string[]> {
  const { htmlReport, junitReport } = await import('@pushspec/conformance');
  const formats: Readonly<Record<string, () => string>> = {
    '--junit': () => junitReport(summary, sequences, notes),
    '--html': () => htmlReport({ summary, sequences, contracts, address: target, notes }),
  };
  const problems = await Promise.all(files.map((file) => writeReport(file, formats[file.option]?.() ?? '')));
  return problems.filter((problem) => problem !== undefined);
}

interface Finished {
  readonly report: Reported;
  readonly problems: readonly string[];
  readonly target: string;
  readonly streams: Streams;
}

/** Ends the command. For the exit code, failed cases take precedence over files that could not be written. */
function finish({ report, problems, target, streams }: Finished): void {
  const { summary, sequences, ended } = report;
  const outcomes: SequenceResult['outcome'][] = [...summary.results, ...sequences].map((one) => one.outcome);
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  const failures = [
    ...problems.map((message) => new CommandFailure(EXIT.usage, message)),
    ...(failed > 0
      ? [new CommandFailure(EXIT.refused, `${failed} of ${outcomes.length} cases failed against ${target}`)]
      : []),
    ...(ended ? [ended] : []),
  ];
  const last = failures.pop();
  for (const { message } of failures) say(streams, `pushspec: ${message}`);
  if (last) throw last;
}
