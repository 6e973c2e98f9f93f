/** Sends many events through a reporter and records the result of each one. */

import type { Outcome, ReporterOptions } from '@pushspec/client/reporter';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';
import type { AnyClient, RequestLimits } from '../apis/api.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Position } from './lines.ts';
import { createProgressMark, type Pending, type ProgressMark } from './progress-mark.ts';
import type { Entry, Unit } from './records.ts';
import type { RejectedFile } from './rejected-file.ts';
import type { Stop } from './stop.ts';
import { count, createTally, type Tally, type Undelivered } from './tally.ts';
import { createWatch, isDone } from './watch.ts';

export interface BulkOptions {
  readonly client: AnyClient;
  readonly limits: RequestLimits;
  readonly entries: AsyncIterable<readonly Entry[]>;
  readonly unit: Unit;
  readonly start: Position;
  readonly stop: Stop;
  readonly pace: ReporterOptions['pace'];
  readonly retry: ReporterOptions['retry'];
  /** Whether the run stops at the first rejected event. */
  readonly isStrict: boolean;
  readonly rejectedFile: RejectedFile | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** Stops reading the input. */
  readonly cancelInput: () => void;
  readonly onTrouble: (error: Error) => void;
}

/** A run that sends many events. */
export interface Bulk {
  readonly tally: Tally;
  readonly progressMark: ProgressMark;
  /** Resolves when every event has a result. Never rejects: an error is reported as the cause of the stop. */
  run(): Promise<void>;
}

/** Milliseconds for requests in flight after a stop. The client's own timeout is not longer. */
const GRACE_MS = 10_000;
/** Queue size, in full requests. */
const QUEUED_REQUESTS = 8;
/** Queue size in events, for an API that limits only the bytes of a request. */
const MAX_QUEUED_ITEMS = 50_000;

const IN_FLIGHT = { timeoutMs: GRACE_MS, waiting: 'drop' } as const;
const ALL = { timeoutMs: LONGEST_TIMER_MS, waiting: 'send' } as const;

export function createBulk(options: BulkOptions): Bulk {
  const { client, stop, checkpoint, cancelInput } = options;
  const tally = createTally();
  const progressMark = createProgressMark(options.start);
  const watch = createWatch(options);
  const onEnd = createEndHandler(options, tally, progressMark);
  const reporter = client.reporter({
    queue: { ...queueLimits(options.limits), whenFull: 'block' },
    pace: options.pace,
    retry: options.retry,
    onEvent(event) {
      if (event.type === 'request') tally.requests++;
      watch(event);
    },
  });

  const push = async (entry: Entry) => {
    tally.read++;
    const pending = progressMark.begin(entry.end);
    if (entry.problem) onEnd(entry, pending);
    else await reporter.push(entry.event, (outcome) => onEnd(entry, pending, outcome));
  };

  async function run() {
    // Keeps the process alive while the reporter waits for the rate limit. The reporter's timers do not.
    const alive = setInterval(() => {}, LONGEST_TIMER_MS);
    let isFullyRead = false;
    const reading = feed(options, push).then(
      () => {
        isFullyRead = stop.cause === undefined;
      },
      (error: Error) => stop.stop('input', error),
    );
    void stop.stopped.then(cancelInput);
    await Promise.race([reading, stop.stopped]);
    if (!stop.cause) await Promise.race([reporter.flush(), stop.stopped]);
    // Events before the rejected one are still sent.
    const others = stop.cause === 'strict' ? ALL : IN_FLIGHT;
    await reporter.close({ ...others, signal: stop.immediate });
    await reading;
    clearInterval(alive);
    if (isFullyRead && progressMark.waiting === 0) stop.ignoreInterruption();
    await checkpoint?.close();
  }

  return { tally, progressMark, run };
}

/** Pushes entries until the input ends or the run is stopped. */
async function feed({ entries, stop }: BulkOptions, push: (entry: Entry) => Promise<void>): Promise<void> {
  for await (const batch of entries) {
    for (const entry of batch) {
      if (stop.cause) return;
      await push(entry);
    }
  }
}

/** Creates the function that records the result of an event. */
function createEndHandler(options: BulkOptions, tally: Tally, progressMark: ProgressMark) {
  const { stop, isStrict, rejectedFile, checkpoint } = options;
  return (entry: Entry, pending: Pending, outcome?: Outcome<object>) => {
    if (isUnsent(outcome)) {
      // Not counted: the event is after the saved position, so the next run reads it again.
      tally.read--;
      return;
    }
    const undelivered = count(tally, entry, outcome);
    if (undelivered) {
      try {
        rejectedFile?.write(entry, undelivered);
      } catch (error) {
        // The event is not recorded in the file, so it is not done.
        stop.stop('output', error as Error);
        return;
      }
      if (isStrict && undelivered.end === 'rejected')
        stop.stop('strict', strictError(options.unit, entry, undelivered));
    }
    if (outcome && !isDone(outcome)) return;
    const before = progressMark.position;
    progressMark.end(pending, !undelivered);
    if (progressMark.position !== before) checkpoint?.save(progressMark.position);
  };
}

/** Returns whether the event was still in the queue when the run was stopped. */
function isUnsent(outcome: Outcome<object> | undefined): boolean {
  return outcome?.end === 'dropped' && outcome.cause === 'closed';
}

function strictError(unit: Unit, { number }: Entry, { reason }: Undelivered): Error {
  return new Error(
    `${unit} ${number} was rejected (${reason}), and \`--strict\` stops at the first rejected event`,
  );
}

function queueLimits({ maxItems, maxBodyBytes }: RequestLimits) {
  return {
    maxItems: Math.min(maxItems * QUEUED_REQUESTS, MAX_QUEUED_ITEMS),
    maxBytes: maxBodyBytes * QUEUED_REQUESTS,
  };
}
