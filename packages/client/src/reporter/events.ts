/** What a reporter tells of its work, for logs and metrics. */
import type { PushError, TransportError } from '../errors.ts';
import type { DropCause } from './outcome.ts';

/** A request has its answer, or has failed. */
export interface RequestEvent {
  readonly type: 'request';
  readonly items: number;
  /** Bytes of the body. */
  readonly bytes: number;
  /** 1 for the first request with these events. */
  readonly attempt: number;
  /** From sending to the end of the answer, in milliseconds. */
  readonly durationMs: number;
  /** Undefined, it was accepted. */
  readonly error: PushError | TransportError | undefined;
}

/** The same request will be sent again. */
export interface RetryEvent {
  readonly type: 'retry';
  readonly items: number;
  readonly attempt: number;
  /** The wait before it, in milliseconds; the rate limit may add to it. */
  readonly delayMs: number;
  readonly error: PushError | TransportError;
}

/** A batch is sent in two parts. */
export interface SplitEvent {
  readonly type: 'split';
  readonly items: number;
  /** `too-much`: the request was too large. `one-of-them`: it was refused for one of its events, which is looked for. */
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

export type ReporterEvent =
  | RequestEvent
  | RetryEvent
  | SplitEvent
  | DeliveredEvent
  | RejectedEvent
  | DroppedEvent;
