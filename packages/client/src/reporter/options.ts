/** Options of a reporter. All of them have a value that suits the vendor. */
import type { Channel } from '../channel.ts';
import type { ReporterEvent } from './events.ts';
import type { Outcome } from './outcome.ts';
import { type Sleep, sleep } from './timers.ts';

export interface BatchOptions {
  /**
   * Events of one request, at most.
   *
   * @default the contract's limit, which it cannot exceed
   */
  readonly maxItems?: number | undefined;
  /**
   * Bytes of the body of one request, at most.
   *
   * @default the contract's limit, which it cannot exceed
   */
  readonly maxBytes?: number | undefined;
  /**
   * How long an event waits for others, in milliseconds. A full batch leaves at once.
   *
   * @default 1000
   */
  readonly maxWaitMs?: number | undefined;
}

export interface QueueOptions {
  /**
   * Events that are not at their end, waiting or under way, at most.
   *
   * @default 10000
   */
  readonly maxItems?: number | undefined;
  /**
   * Bytes of their JSON texts, at most.
   *
   * @default 16777216 (16 MiB)
   */
  readonly maxBytes?: number | undefined;
  /**
   * What happens when there is no room: the oldest event that waits is dropped, or the new one, or the new one waits:
   * `push()` then resolves when it has a place. As many as `maxItems` wait like that, for callers that do not.
   *
   * @default 'drop-oldest'
   */
  readonly whenFull?: 'drop-oldest' | 'drop-newest' | 'block' | undefined;
}

export interface RetryOptions {
  /**
   * How long a batch is tried, from its first request on, in milliseconds. Then its events are dropped.
   *
   * @default 300000 (5 minutes)
   */
  readonly deadlineMs?: number | undefined;
  /**
   * The wait after the first failure, in milliseconds; it doubles with each further one. Half of it is left to chance.
   *
   * @default 500
   */
  readonly baseMs?: number | undefined;
  /**
   * The longest wait, in milliseconds, unless the answer's `Retry-After` asks for more.
   *
   * @default 30000
   */
  readonly maxMs?: number | undefined;
}

export interface PaceOptions {
  /**
   * The part of the vendor's rate limit that this client uses: above 0, at most 1. The limit may be counted for a whole
   * account, so that three processes that share one take a third each.
   *
   * @default 1
   * @example share: 1 / 3
   */
  readonly share?: number | undefined;
}

/** Of what `validate()` answers, what a reporter looks at. */
export interface Validity {
  readonly valid: boolean;
  /** The first of them is the one that the service would give. */
  readonly reasons: readonly {
    readonly code: string;
    readonly pointer: string;
    readonly message: string;
    readonly fix: string;
  }[];
}

export interface ReporterOptions<Item = unknown> {
  readonly batch?: BatchOptions | undefined;
  readonly queue?: QueueOptions | undefined;
  /** `false`: nothing is sent twice. */
  readonly retry?: RetryOptions | false | undefined;
  /** `false`: requests leave as fast as they can. */
  readonly pace?: PaceOptions | false | undefined;
  /**
   * Requests that may be under way at once.
   *
   * @default 4; for Guance 1, as an alert and its resolution have to arrive in their order
   */
  readonly concurrency?: number | undefined;
  /**
   * Sees each event before it is queued; gives back what is to be sent, or nothing to drop it.
   *
   * @default undefined (events are sent as they are)
   * @example beforeSend: ({ password, ...event }) => event
   */
  readonly beforeSend?: ((event: Item) => Item | null | undefined) | undefined;
  /**
   * Judges each event before it is queued, after `beforeSend`. One that is not valid is rejected here, without a request
   * and before it can spoil a batch.
   *
   * @default undefined (the service judges)
   * @example validate: (point) => validate(point, { kind: 'metric' }) // of `@pushspec/client/blueking/validate`
   */
  readonly validate?: ((event: Item) => Validity) | undefined;
  /**
   * Hears of the end of each event; `push()` takes one for a single event, too.
   *
   * @example onOutcome: (outcome) => { if (outcome.end !== 'delivered') deadLetters.write(outcome); }
   */
  readonly onOutcome?: ((outcome: Outcome<Item>) => void) | undefined;
  /**
   * Hears of requests, retries and ends of batches, for logs and metrics.
   *
   * @example onEvent: (event) => logger.debug(event)
   */
  readonly onEvent?: ((event: ReporterEvent) => void) | undefined;
  /**
   * `false`: whatever is pushed is dropped, and nothing is sent.
   *
   * @default true
   * @example enabled: process.env.NODE_ENV === 'production'
   */
  readonly enabled?: boolean | undefined;
  /**
   * The clock, in milliseconds from whenever; it must not be set back.
   *
   * @default () => performance.now(), which runs on evenly when the clock of the machine is set
   */
  readonly now?: (() => number) | undefined;
  /**
   * Waits so many milliseconds, or until the signal; it must not reject.
   *
   * @default a timer that does not keep the process alive
   */
  readonly sleep?: Sleep | undefined;
  /**
   * A number from 0 to below 1, for the part of the waits that is left to chance.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
}

/** The options with all that was left out, within the limits of the contract. @throws TypeError */
export function settingsOf<Item extends object>(
  { batch = {}, queue = {}, retry = {}, pace = {}, ...options }: ReporterOptions<Item>,
  channel: Channel<Item>,
) {
  const { whenFull = 'drop-oldest' } = queue;
  if (!['drop-oldest', 'drop-newest', 'block'].includes(whenFull)) {
    throw new TypeError("queue.whenFull must be 'drop-oldest', 'drop-newest' or 'block'");
  }
  const share = pace === false ? 1 : (pace.share ?? 1);
  if (!(share > 0 && share <= 1)) throw new TypeError('pace.share must be above 0 and at most 1');
  const { deadlineMs = 300_000, baseMs = 500, maxMs = 30_000 } = retry || { deadlineMs: 0 };
  const { now = () => performance.now(), random = Math.random } = options;
  return {
    bounds: {
      maxItems: Math.min(atLeast(1, 'batch.maxItems', batch.maxItems ?? channel.maxItems), channel.maxItems),
      maxBytes: Math.min(atLeast(1, 'batch.maxBytes', batch.maxBytes ?? channel.maxBytes), channel.maxBytes),
    },
    maxWaitMs: atLeast(0, 'batch.maxWaitMs', batch.maxWaitMs ?? 1000),
    room: {
      maxItems: atLeast(1, 'queue.maxItems', queue.maxItems ?? 10_000),
      maxBytes: atLeast(1, 'queue.maxBytes', queue.maxBytes ?? 16 * 1024 * 1024),
    },
    whenFull,
    deadlineMs: atLeast(0, 'retry.deadlineMs', deadlineMs),
    rules: {
      baseMs: atLeast(0, 'retry.baseMs', baseMs),
      maxMs: atLeast(0, 'retry.maxMs', maxMs),
      random,
    },
    share,
    isPaced: pace !== false,
    concurrency: atLeast(1, 'concurrency', options.concurrency ?? channel.concurrency),
    now,
    sleep: options.sleep ?? sleep,
  };
}

export type Settings = ReturnType<typeof settingsOf>;

function atLeast(least: number, name: string, value: number): number {
  if (value >= least) return value;
  throw new TypeError(`${name} must be a number of at least ${least}`);
}
