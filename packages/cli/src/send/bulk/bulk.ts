/** Sends many events through a reporter, and accounts for each of them. */
import type { Outcome, ReporterOptions } from '@pushspec/client/reporter';
import type { AnyClient, RequestLimits } from '../clients.ts';
import type { Position } from '../input/lines.ts';
import type { Entry } from '../input/records.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createPrefix, type Pending, type Prefix } from './prefix.ts';
import type { RejectedFile } from './rejected-file.ts';
import type { Stop } from './stop.ts';
import { count, createTally, type Tally } from './tally.ts';
import { createWatch, isDone } from './watch.ts';

export interface BulkOptions {
  readonly client: AnyClient;
  readonly limits: RequestLimits;
  readonly entries: AsyncIterable<readonly Entry[]>;
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
/** Requests' worth of events that are held, under way and waiting: few, as they have to end when the user interrupts. */
const REQUESTS_HELD = 8;
/** Where a request has a limit of bytes only. */
const MAX_ITEMS_HELD = 50_000;
/** The longest that a timer waits: it ends when it ends. */
const FOR_EVER_MS = 2 ** 31 - 1;

export function createBulk(options: BulkOptions): Bulk {
  const { client, entries, stop, checkpoint, cancelInput } = options;
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

  async function feed() {
    for await (const batch of entries) {
      for (const entry of batch) {
        if (stop.cause) return;
        tally.read++;
        const pending = prefix.begin(entry.end);
        if (entry.problem) ended(entry, pending);
        else await reporter.push(entry.event, (outcome) => ended(entry, pending, outcome));
      }
    }
  }

  async function run() {
    let isReadToEnd = false;
    const reading = feed().then(
      () => {
        isReadToEnd = stop.cause === undefined;
      },
      (error: Error) => stop.stop('input', error),
    );
    let grace: NodeJS.Timeout | undefined;
    void stop.stopped.then(() => {
      cancelInput();
      grace = setTimeout(stop.endGrace, GRACE_MS);
    });
    await Promise.race([reading, stop.stopped]);
    await reporter.close({ timeoutMs: FOR_EVER_MS, signal: stop.atOnce });
    await reading;
    clearTimeout(grace);
    if (isReadToEnd && prefix.waiting === 0) stop.tooLate();
    await checkpoint?.close();
  }

  return { tally, prefix, run };
}

/** What is to be done when an event has its end. */
function createAccount(options: BulkOptions, tally: Tally, prefix: Prefix) {
  const { stop, isStrict, rejectedFile, checkpoint } = options;
  return (entry: Entry, pending: Pending, outcome?: Outcome<object>) => {
    const undelivered = count(tally, entry, outcome);
    if (undelivered) {
      try {
        rejectedFile?.write(entry, undelivered);
      } catch (error) {
        // It is not written down, so it is not done.
        stop.stop('output', error as Error);
        return;
      }
      if (isStrict && undelivered.end === 'rejected') stop.stop('strict');
    }
    if (outcome && !isDone(outcome)) return;
    const before = prefix.position;
    prefix.end(pending);
    if (prefix.position !== before) checkpoint?.save(prefix.position);
  };
}

function roomFor({ maxItems, maxBodyBytes }: RequestLimits) {
  return {
    maxItems: Math.min(maxItems * REQUESTS_HELD, MAX_ITEMS_HELD),
    maxBytes: maxBodyBytes * REQUESTS_HELD,
  };
}
