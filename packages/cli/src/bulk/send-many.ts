/** Sends any number of events, shows the progress, and prints the ledger at the end. */
import type { ApiName } from '@pushspec/contract';
import type { AnyClient, RequestLimits } from '../apis/api.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { type Bulk, createBulk } from './bulk.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { exitCodeOf, failureMessage, type Ledger, ledgerOf, ledgerText } from './ledger.ts';
import { BEGINNING, type Position } from './lines.ts';
import { progressLine, startProgress } from './progress.ts';
import type { Entry, Unit } from './records.ts';
import { openRejectedFile, type RejectedFile } from './rejected-file.ts';
import type { Interruption, Stop } from './stop.ts';

export interface ManyOptions {
  readonly api: ApiName;
  readonly limits: RequestLimits;
  readonly flags: SendFlags;
  readonly unit: Unit;
  readonly interruption: Interruption;
  readonly input: {
    /** Name of the input in messages. */
    readonly name: string;
    readonly file: string | undefined;
    cancel(): void;
  };
  /** Total bytes of the lines or total number of events, or `undefined` if unknown. */
  readonly total: number | undefined;
  /** Opens the input at a position, and creates the client for it. */
  open(start: Position): Promise<{ client: AnyClient; entries: AsyncIterable<readonly Entry[]> }>;
  /** Returns the command that continues from a position. */
  continueFrom(position: Position): string;
}

/** Rejects with a `CommandFailure` if events were not delivered. */
export async function sendMany(options: ManyOptions, streams: Streams): Promise<void> {
  const { flags, input, unit, interruption } = options;
  const { stop } = interruption;
  const checkpoint = await checkpointOf(options, stop);
  const start = checkpoint?.start ?? BEGINNING;
  const { client, entries } = await options.open(start);
  const isContinued = checkpoint?.start !== undefined || flags.skip !== undefined;
  const rejectedFile = rejectedFileOf(options, isContinued);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const bulk: Bulk = createBulk({
    ...{ client, entries, unit, start, stop, checkpoint, rejectedFile },
    ...reporterSettings(flags),
    limits: options.limits,
    cancelInput: input.cancel,
    onTrouble: (error) => progress.note(`${plain(error.message)} Trying again. Press Ctrl-C to stop.`),
  });
  const progress = startProgress({
    stderr: streams.stderr,
    isShown: !flags.json && !flags.quiet,
    line: () => progressLine(bulk.tally, extentOf(options, bulk, start), seconds()),
  });
  await interruption.during(bulk.run, () =>
    progress.note('waiting for the responses to requests in flight; press Ctrl-C again to stop now'),
  );
  progress.end();
  rejectedFile?.close();
  report(
    ledgerOf({ ...options, bulk, stop, seconds: seconds() }),
    { ...options, bulk, stop, isContinued },
    streams,
  );
}

function reporterSettings({ dryRun, rate, retryFor, strict }: SendFlags) {
  const retry = retryFor === undefined ? undefined : { deadlineMs: retryFor * 1000 };
  return {
    isStrict: strict ?? false,
    pace: dryRun || rate === 'off' ? (false as const) : { share: rate },
    retry: dryRun || retryFor === 0 ? (false as const) : retry,
  };
}

function rejectedFileOf({ flags, input, unit }: ManyOptions, isContinued: boolean): RejectedFile | undefined {
  const { rejected: path } = flags;
  return path === undefined ? undefined : openRejectedFile({ path, input: input.file, isContinued, unit });
}

async function checkpointOf(
  { api, flags, input, unit }: ManyOptions,
  stop: Stop,
): Promise<Checkpoint | undefined> {
  if (flags.checkpoint === undefined || input.file === undefined) return undefined;
  const options = { path: flags.checkpoint, api, input: input.file, unit };
  return openCheckpoint(options, (error) => stop.stop('output', error));
}

function extentOf({ unit, total }: ManyOptions, { progressMark }: Bulk, start: Position) {
  const measure = unit === 'line' ? 'bytes' : 'records';
  return { done: progressMark.position[measure], total, from: start[measure] };
}

interface Reported extends ManyOptions {
  readonly bulk: Bulk;
  readonly stop: Stop;
  /** Whether the run continues an earlier one. */
  readonly isContinued: boolean;
}

function report(ledger: Ledger, { flags, input, bulk, stop, isContinued }: Reported, streams: Streams): void {
  const exitCode = exitCodeOf(bulk.tally, stop.cause);
  if (ledger.read === 0 && exitCode === EXIT.ok && !isContinued) {
    throw new CommandFailure(EXIT.usage, `${input.name} is empty: write one event per line, as JSON`);
  }
  if (flags.json) writeJson(streams, ledger);
  else if (ledger.read === 0 && exitCode === EXIT.ok) say(streams, `${input.name} has nothing left to send`);
  else if (!flags.quiet || exitCode !== EXIT.ok) say(streams, ledgerText(ledger, flags.rejected));
  if (exitCode === EXIT.ok) return;
  const code = exitCode === EXIT.interrupted ? stop.interruptedCode : exitCode;
  throw new CommandFailure(code, failureMessage(ledger, stop.error, flags));
}
