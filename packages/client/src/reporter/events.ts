/** Events about the work of a reporter, for logs and metrics. */
import type { PushError, TransportError } from '../errors.ts';
import type { DropCause } from './outcome.ts';

/** A request has ended. */
export interface RequestEvent {
  readonly type: 'request';
  readonly items: number;
  /** Bytes of the body, as the limit of the contract counts them. */
  readonly bytes: number;
  /** 1 for the first request with these events. */
  readonly attempt: number;
  /** From sending to the end of the response, in milliseconds. */
  readonly durationMs: number;
  /** `undefined` if the request was accepted. */
  readonly error: PushError | TransportError | undefined;
}

/** A request will be sent again. */
export interface RetryEvent {
  readonly type: 'retry';
  readonly items: number;
  readonly attempt: number;
  /** Wait before it, in milliseconds. The rate limit may extend it. */
  readonly delayMs: number;
  readonly error: PushError | TransportError;
}

/** A batch will be sent in two parts. */
export interface SplitEvent {
  readonly type: 'split';
  readonly items: number;
  /** `too-much`: the request was too large. `one-of-them`: the reporter looks for the event that made the request fail. */
  readonly cause: 'too-much' | 'one-of-them';
  readonly error: PushError | TransportError;
}

export interface DeliveredEvent {
  readonly type: 'delivered';
  readonly items: number;
}

export interface RejectedEvent {
  readonly type: 'rejected';
  readonly items: number;
  readonly error: PushError;
}

export interface DroppedEvent {
  readonly type: 'dropped';
  readonly items: number;
  readonly cause: DropCause;
  readonly error: unknown;
}

/** Something happened to the spool. */
export interface SpoolEvent {
  readonly type: 'spool';
  /**
   * - `sender`: this process sends the events of all processes that share the spool
   * - `failed`: it could not be opened, read or written; `error` says what to do
   * - `set-aside`: it was damaged and was kept under another name, and an empty one has replaced it; `error` names both
   * - `replaced`: it was removed or replaced while it was open, and a new one is used
   * - `waiting`: events wait, because no request can succeed at present, for example because of TLS or a redirect, or because
   *   three requests in a row have failed; `error` says why. Reported once until a request succeeds
   */
  readonly change: 'sender' | 'failed' | 'set-aside' | 'replaced' | 'waiting';
  /** Name of the spool, such as the path of its file. */
  readonly spool: string;
  readonly error?: Error | undefined;
}

export type ReporterEvent =
  | RequestEvent
  | RetryEvent
  | SplitEvent
  | DeliveredEvent
  | RejectedEvent
  | DroppedEvent
  | SpoolEvent;
