/** Sends many events through a reporter, and accounts for each of them. */
import type { Outcome, ReporterOptions } from '@pushspec/client/reporter';
import type { AnyClient, RequestLimits } from '../apis/api.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Position } from './lines.ts';
import { createPrefix, type Pending, type Prefix } from './prefix.ts';
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
  /** Ends with the first event that is rejected. */
  readonly isStrict: boolean;
  readonly rejectedFile: RejectedFile | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** Ends the reading. */
  readonly cancelInput: () => void;
  readonly onTrouble: (error: Error) => void;
}

export interface Bulk {
  readonly tally: Tally;
  readonly prefix: Prefix;
  /** Resolves when everything has its end. Never rejects: what went wrong is the cause of the stop. */
  run(): Promise<void>;
}

/** A request that is under way has its answer by then, or the client's time for it is over. */
const GRACE_MS = 10_000;
/** Requests' worth of events that are held, under way and waiting. */
const REQUESTS_HELD = 8;
/** Where a request has a limit of bytes only. */
const MAX_ITEMS_HELD = 50_000;
/** The longest that a timer waits. */
const FOR_EVER_MS = 2 ** 31 - 1;

const UNDER_WAY = { timeoutMs: GRACE_MS, waiting: 'drop' } as const;
const ALL = { timeoutMs: FOR_EVER_MS, waiting: 'send' } as const;

export function createBulk(options: BulkOptions): Bulk {
  const { client, stop, checkpoint, cancelInput } = options;
  const tally = createTally();
  const prefix = createPrefix(options.start);
  const watch = createWatch(options);
  const ended = createAccount(options, tally, prefix);
  const reporter = client.reporter({
    queue: { ...roomFor(options.limits), whenFull: 'block' },
    pace: options.pace,
    retry: options.retry,
    onEvent(event) {
      if (event.type === 'request') tally.requests++;
      watch(event);
    },
  });

  const push = async (entry: Entry) => {
    tally.read++;
    const pending = prefix.begin(entry.end);
    if (entry.problem) ended(entry, pending);
    else await reporter.push(entry.event, (outcome) => ended(entry, pending, outcome));
  };

  async function run() {
    // The reporter's own timers do not: it may be waiting for the rate limit, and nothing else goes on.
    const alive = setInterval(() => {}, FOR_EVER_MS);
    let isReadToEnd = false;
    const reading = feed(options, push).then(
      () => {
        isReadToEnd = stop.cause === undefined;
      },
      (error: Error) => stop.stop('input', error),
    );
    void stop.stopped.then(cancelInput);
    await Promise.race([reading, stop.stopped]);
    if (!stop.cause) await Promise.race([reporter.flush(), stop.stopped]);
    // What stands before the event that has ended it is not at fault.
    const others = stop.cause === 'strict' ? ALL : UNDER_WAY;
    await reporter.close({ ...others, signal: stop.atOnce });
    await reading;
    clearInterval(alive);
    if (isReadToEnd && prefix.waiting === 0) stop.tooLate();
    await checkpoint?.close();
  }

  return { tally, prefix, run };
}

/** Reads until the end, or until it is stopped. */
async function feed({ entries, stop }: BulkOptions, push: (entry: Entry) => Promise<void>): Promise<void> {
  for await (const batch of entries) {
    for (const entry of batch) {
      if (stop.cause) return;
      await push(entry);
    }
  }
}

/** What is to be done when an event has its end. */
function createAccount(options: BulkOptions, tally: Tally, prefix: Prefix) {
  const { stop, isStrict, rejectedFile, checkpoint } = options;
  return (entry: Entry, pending: Pending, outcome?: Outcome<object>) => {
    if (isUnsent(outcome)) {
      // As if it had not been read: it is behind the position, and will be.
      tally.read--;
      return;
    }
    const undelivered = count(tally, entry, outcome);
    if (undelivered) {
      try {
        rejectedFile?.write(entry, undelivered);
      } catch (error) {
        // It is not written down, so it is not done.
        stop.stop('output', error as Error);
        return;
      }
      if (isStrict && undelivered.end === 'rejected')
        stop.stop('strict', strictly(options.unit, entry, undelivered));
    }
    if (outcome && !isDone(outcome)) return;
    const before = prefix.position;
    prefix.end(pending, !undelivered);
    if (prefix.position !== before) checkpoint?.save(prefix.position);
  };
}

/** Still waiting when the run was stopped. */
function isUnsent(outcome: Outcome<object> | undefined): boolean {
  return outcome?.end === 'dropped' && outcome.cause === 'closed';
}

function strictly(unit: Unit, { number }: Entry, { reason }: Undelivered): Error {
  return new Error(`${unit} ${number} was rejected (${reason}), and --strict ends with the first`);
}

function roomFor({ maxItems, maxBodyBytes }: RequestLimits) {
  return {
    maxItems: Math.min(maxItems * REQUESTS_HELD, MAX_ITEMS_HELD),
    maxBytes: maxBodyBytes * REQUESTS_HELD,
  };
}
