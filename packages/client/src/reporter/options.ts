/** Options of a reporter. Each has a default that fits the API. */
import type { Channel } from '../channel.ts';
import type { PushError } from '../errors.ts';
import type { Spool } from '../spool/spool.ts';
import type { ReporterEvent } from './events.ts';
import type { OnOutcome } from './outcome.ts';
import { monotonicNow, type Sleep, sleep } from './timers.ts';

export interface BatchOptions {
  /**
   * Maximum number of events in a request.
   *
   * @default the contract's limit, which it cannot exceed
   */
  readonly maxItems?: number | undefined;
  /**
   * Maximum size of a request body in bytes.
   *
   * @default the contract's limit, which it cannot exceed
   */
  readonly maxBytes?: number | undefined;
  /**
   * How long an event waits for others, in milliseconds. A full batch is sent immediately.
   *
   * @default 1000
   */
  readonly maxWaitMs?: number | undefined;
}

export interface QueueOptions {
  /**
   * Maximum number of events without an outcome, waiting or in flight.
   *
   * @default 10000
   */
  readonly maxItems?: number | undefined;
  /**
   * Maximum size of their JSON in bytes.
   *
   * @default 16777216 (16 MiB)
   */
  readonly maxBytes?: number | undefined;
  /**
   * What happens when the queue is full: the oldest waiting event is dropped, the new one is dropped, or the new one
   * waits. In the last case `push()` resolves when the event is in the queue. At most `maxItems` events wait like that,
   * because callers may not await `push()`. With a spool this applies to the spool, and `drop-oldest` is not possible.
   *
   * @default 'drop-oldest'; 'block' with a spool
   */
  readonly whenFull?: 'drop-oldest' | 'drop-newest' | 'block' | undefined;
}

export interface RetryOptions {
  /**
   * How long a batch is retried after its first request, in milliseconds. Then its events are dropped. A batch that waits
   * because of `Retry-After` or a rate limit is tried once more before that.
   *
   * @default 300000 (5 minutes); no limit with a spool, whose events expire
   */
  readonly deadlineMs?: number | undefined;
  /**
   * Maximum time for which `Retry-After` pauses all requests of the client, in milliseconds.
   *
   * @default 300000
   */
  readonly maxPauseMs?: number | undefined;
  /**
   * Wait after the first failure, in milliseconds. It doubles with each further failure. Half of it is random.
   *
   * @default 500
   */
  readonly baseMs?: number | undefined;
  /**
   * Maximum wait between two requests, in milliseconds, unless `Retry-After` asks for more.
   *
   * @default 30000
   */
  readonly maxMs?: number | undefined;
}

export interface PaceOptions {
  /**
   * Share of the rate limit that this reporter uses: above 0, at most 1. The limit may apply to a whole account, so give
   * each of three processes a third. All reporters of one client together also stay within the limit.
   *
   * @default 1
   * @example share: 1 / 3
   */
  readonly share?: number | undefined;
}

/** The part of the result of `validate()` that a reporter reads. */
export interface Validity {
  readonly valid: boolean;
  /** The first one is the reason that the service would respond with. */
  readonly reasons: readonly {
    readonly code: string;
    readonly pointer: string;
    readonly message: string;
    readonly fix: string;
  }[];
}

export interface ReporterOptions<Item = unknown, Refusal extends PushError = PushError> {
  readonly batch?: BatchOptions | undefined;
  readonly queue?: QueueOptions | undefined;
  /**
   * Keeps events outside of the process until they have an outcome, so that they survive a crash. `push()` then resolves
   * when the event is stored. A spool belongs to one reporter. `queue.whenFull` is `block` by default, and events are
   * retried until they are older than the spool's `maxAgeMs`.
   *
   * @default undefined (events wait in memory)
   * @example spool: createSqliteSpool({ file: '/var/lib/app/events.spool' }) // of `@pushspec/spool-sqlite`
   */
  readonly spool?: Spool | undefined;
  /** `false` sends nothing twice. */
  readonly retry?: RetryOptions | false | undefined;
  /** `false` sends requests without regard to rate limits. */
  readonly pace?: PaceOptions | false | undefined;
  /**
   * Maximum number of requests in flight. A batch that waits for a retry does not count.
   *
   * @default 4; 1 for Guance, as an alert and its resolution must arrive in order
   */
  readonly concurrency?: number | undefined;
  /**
   * Called with a copy of each event before it is sent. Return the event to send, or nothing to drop it. It must not be
   * async. The event is dropped with the cause `before-send` if it throws, or returns a promise or anything else that is
   * not an object.
   *
   * @default undefined (events are sent as they are)
   * @example beforeSend: (event) => (isNoise(event) ? undefined : event)
   */
  readonly beforeSend?: ((event: Item) => Item | null | undefined) | undefined;
  /**
   * Validates each event before it is sent, after `beforeSend`. An invalid event is rejected without a request, before it
   * can spoil a batch. It must not be async. Warnings, such as those about a time in the wrong unit, are ignored: call the
   * `validate` of the API yourself to see them.
   *
   * @default undefined (the service validates)
   * @example validate: (point) => validate(point, { kind: 'metric' }) // of `@pushspec/client/blueking/validate`
   */
  readonly validate?: ((event: Item) => Validity) | undefined;
  /**
   * Called with the outcome of each event. `push()` also takes one for a single event. It may be async. Its errors are
   * reported once on the console.
   *
   * @example onOutcome: (outcome) => { if (outcome.end !== 'delivered') deadLetters.write(outcome); }
   */
  readonly onOutcome?: OnOutcome<Item, Refusal> | undefined;
  /**
   * Called with requests, retries, the outcomes of batches, and failures of a spool, for logs and metrics. It may be async,
   * like `onOutcome`.
   *
   * @example onEvent: (event) => logger.debug(event)
   */
  readonly onEvent?: ((event: ReporterEvent) => unknown) | undefined;
  /**
   * `false` drops all events and sends nothing.
   *
   * @default true
   * @example enabled: process.env.NODE_ENV === 'production'
   */
  readonly enabled?: boolean | undefined;
  /**
   * The clock, in milliseconds from any start. It must not go back. All reporters of one client must use the same one.
   *
   * @default () => performance.now(), which is not affected when the clock of the machine is set
   */
  readonly now?: (() => number) | undefined;
  /**
   * Waits for this many milliseconds, or until the signal aborts. It must not reject. All reporters of one client must use
   * the same one.
   *
   * @default a timer that does not keep the process alive
   */
  readonly sleep?: Sleep | undefined;
  /**
   * Returns a number from 0 to below 1, for the random part of the waits.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
}

/** Fills in the defaults, within the limits of the contract. @throws TypeError if an option is invalid */
export function settingsOf<Item extends object>(
  { batch = {}, queue = {}, retry = {}, pace = {}, ...options }: ReporterOptions<Item>,
  channel: Channel<Item>,
) {
  const { whenFull = 'drop-oldest' } = queue;
  if (!['drop-oldest', 'drop-newest', 'block'].includes(whenFull)) {
    throw new TypeError("`queue.whenFull` must be 'drop-oldest', 'drop-newest' or 'block'");
  }
  const share = checkedShare(pace);
  const {
    deadlineMs = 300_000,
    maxPauseMs = 300_000,
    baseMs = 500,
    maxMs = 30_000,
  } = retry || { deadlineMs: 0 };
  const { now = monotonicNow, random = Math.random } = options;
  return {
    bounds: {
      maxItems: Math.min(atLeast(1, 'batch.maxItems', batch.maxItems ?? channel.maxItems), channel.maxItems),
      maxBytes: Math.min(atLeast(1, 'batch.maxBytes', batch.maxBytes ?? channel.maxBytes), channel.maxBytes),
    },
    maxWaitMs: atLeast(0, 'batch.maxWaitMs', batch.maxWaitMs ?? 1000),
    queueBound: {
      maxItems: atLeast(1, 'queue.maxItems', queue.maxItems ?? 10_000),
      maxBytes: atLeast(1, 'queue.maxBytes', queue.maxBytes ?? 16 * 1024 * 1024),
    },
    whenFull,
    deadlineMs: atLeast(0, 'retry.deadlineMs', deadlineMs),
    maxPauseMs: atLeast(0, 'retry.maxPauseMs', maxPauseMs),
    rules: {
      baseMs: atLeast(0, 'retry.baseMs', baseMs),
      maxMs: atLeast(0, 'retry.maxMs', maxMs),
      random,
    },
    share,
    concurrency: atLeast(1, 'concurrency', options.concurrency ?? channel.concurrency),
    now,
    sleep: options.sleep ?? sleep,
  };
}

/** Returns the share of the rate limits to use, or `undefined` without a pace. @throws TypeError */
export function checkedShare(pace: PaceOptions | false = {}): number | undefined {
  const share = pace === false ? undefined : (pace.share ?? 1);
  if (share !== undefined && !(share > 0 && share <= 1))
    throw new TypeError('`pace.share` must be above 0 and at most 1');
  return share;
}

export type Settings = ReturnType<typeof settingsOf>;

function atLeast(least: number, name: string, value: number): number {
  if (value >= least) return value;
  throw new TypeError(`\`${name}\` must be a number of at least ${least}`);
}
