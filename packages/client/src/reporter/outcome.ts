/** The outcomes of events. */
import type { PushError, TransportError } from '../errors.ts';

/** The vendor has accepted it. */
export interface Delivered<Item = unknown> {
  readonly end: 'delivered';
  /** A copy of the event as it was sent, parsed from JSON. */
  readonly event: Item;
  /** Number of requests that contained it, including those of earlier processes with a spool. */
  readonly attempts: number;
  /**
   * Whether the vendor may have accepted it twice, because the result of an earlier request is unknown. With a spool, that
   * request may be one of an earlier process. No vendor detects duplicates.
   */
  readonly mayBeDuplicate: boolean;
}

/** The vendor refuses it, or would refuse it. Sending it again does not help. */
export interface Rejected<Item = unknown, Refusal extends PushError = PushError> {
  readonly end: 'rejected';
  readonly event: Item;
  /** The reason and the fix. With `local: true` nothing was sent. */
  readonly error: Refusal;
  /** Whether the vendor may have accepted it in an earlier request whose result is unknown. */
  readonly mayHaveArrived: boolean;
  /** `true` if an earlier process took it from the spool and may have sent it. */
  readonly mayBeDuplicate?: boolean | undefined;
}

/**
 * - `queue-full`: the queue was full, see `queue.whenFull`
 * - `gave-up`: it could not be delivered within `retry.deadlineMs`, or the service kept failing for it and accepted others,
 *   with a spool for an hour; `error` is the last failure
 * - `permanent-failure`: no request to this address can succeed, for example because of TLS or a redirect; `error` says why.
 *   With a spool, events wait instead
 * - `unexpected-response`: something other than the service responded, and a retry does not help; `error` describes it. With a
 *   spool, events wait instead
 * - `before-send`: `beforeSend` returned nothing, or it or `validate` failed; then `error` says how
 * - `not-json`: it cannot be written as JSON, because it is circular or contains a BigInt; `error` says which
 * - `disabled`: the reporter was created with `enabled: false`
 * - `closed`: it was pushed after `close()`, or still waited at a `close({ waiting: 'drop' })`; it was not sent
 * - `close-timeout`: `close()` ran out of time
 * - `expired`: it was in the spool for longer than `maxAgeMs`
 * - `not-stored`: the spool could not store it, and `push()` rejects with the same `error`; or the spool was damaged, or its
 *   file removed, before the event was delivered
 */
export type DropCause =
  | 'queue-full'
  | 'gave-up'
  | 'permanent-failure'
  | 'unexpected-response'
  | 'before-send'
  | 'not-json'
  | 'disabled'
  | 'closed'
  | 'close-timeout'
  | 'expired'
  | 'not-stored';

/** The reporter gave up on it. */
export interface Dropped<Item = unknown> {
  readonly end: 'dropped';
  readonly event: Item;
  readonly cause: DropCause;
  readonly error?: PushError | TransportError | Error | undefined;
  /** Whether the vendor may have accepted it in a request whose result is unknown. */
  readonly mayHaveArrived: boolean;
  /** `true` if an earlier process took it from the spool and may have sent it. */
  readonly mayBeDuplicate?: boolean | undefined;
}

/** Each pushed event gets exactly one of these. */
export type Outcome<Item = unknown, Refusal extends PushError = PushError> =
  | Delivered<Item>
  | Rejected<Item, Refusal>
  | Dropped<Item>;

/** An outcome without the event. */
export type End = Omit<Delivered, 'event'> | Omit<Rejected, 'event'> | Omit<Dropped, 'event'>;

/** Receives the outcome of an event. It may be async. Its errors are reported once on the console. */
export type OnOutcome<Item, Refusal extends PushError = PushError> = (
  outcome: Outcome<Item, Refusal>,
) => unknown;

/**
 * Counts of events. `pushed` is always the sum of the next four. With a spool, an event counts in the process that sends it,
 * from the time when it is taken from the spool.
 */
export interface Ledger {
  readonly pushed: number;
  readonly delivered: number;
  readonly rejected: number;
  readonly dropped: number;
  /** Waiting or in flight. */
  readonly pending: number;
  /** Delivered events that the vendor may have accepted twice, because a response was lost. */
  readonly mayBeDuplicates: number;
  /** Rejected and dropped events that the vendor may have accepted, because a response was lost. */
  readonly mayHaveArrived: number;
  /** Rejected events by reason code. */
  readonly rejections: Readonly<Record<string, number>>;
  /** Dropped events by cause. */
  readonly drops: Readonly<Partial<Record<DropCause, number>>>;
}
