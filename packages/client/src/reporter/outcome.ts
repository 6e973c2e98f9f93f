/** What becomes of an event. */
import type { PushError, TransportError } from '../errors.ts';

/** The vendor has accepted it. */
export interface Delivered<Item = unknown> {
  readonly end: 'delivered';
  /** The event as it was sent. */
  readonly event: Item;
  /** How many requests carried it. */
  readonly attempts: number;
  /** An earlier request with it has no answer that decides: the vendor may have taken it then, too. No vendor recognises that. */
  readonly mayBeDuplicate: boolean;
}

/** The vendor refuses it, or would: sending it again, unchanged, changes nothing. */
export interface Rejected<Item = unknown> {
  readonly end: 'rejected';
  readonly event: Item;
  /** Says why, and what to do. With `local: true` nothing was sent. */
  readonly error: PushError;
}

/**
 * - `queue-full`: there was no room, see `queue.whenFull`
 * - `gave-up`: it could not be delivered within `retry.deadlineMs`; `error` is the last failure
 * - `unexpected-answer`: something else than the service answered, and trying again does not help; `error` says what
 * - `before-send`: `beforeSend` gave nothing back, or it or `validate` threw; then `error` is what was thrown
 * - `not-json`: it cannot be written as JSON, as it is circular or holds a BigInt; `error` says so
 * - `disabled`: the reporter was made with `enabled: false`
 * - `closed`: it was pushed after `close()`, or still waited at a `close({ waiting: 'drop' })`; it was not sent
 * - `close-timeout`: `close()` had no time left; a request with it may have arrived
 */
export type DropCause =
  | 'queue-full'
  | 'gave-up'
  | 'unexpected-answer'
  | 'before-send'
  | 'not-json'
  | 'disabled'
  | 'closed'
  | 'close-timeout';

/** It was given up here. It may have been taken all the same where a request with it has no answer that decides. */
export interface Dropped<Item = unknown> {
  readonly end: 'dropped';
  readonly event: Item;
  readonly cause: DropCause;
  readonly error?: PushError | TransportError | Error | undefined;
}

/** Each event that is pushed comes to exactly one of these. */
export type Outcome<Item = unknown> = Delivered<Item> | Rejected<Item> | Dropped<Item>;

/** `pushed` is the sum of the next four at every moment. */
export interface Ledger {
  readonly pushed: number;
  readonly delivered: number;
  readonly rejected: number;
  readonly dropped: number;
  /** Waiting, or under way. */
  readonly pending: number;
  /** Of those delivered, how many may have been delivered before, by a request whose answer was lost. */
  readonly mayBeDuplicates: number;
  /** How many were rejected for which reason, by its code. */
  readonly rejections: Readonly<Record<string, number>>;
  /** How many were dropped for which cause. */
  readonly drops: Readonly<Partial<Record<DropCause, number>>>;
}
