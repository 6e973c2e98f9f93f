/** What `send()` throws: the vendor refused, or there was no answer that decides. */
import type { Vendor } from '@pushspec/contract';

interface PushErrorFields<V extends Vendor, Reason extends string> {
  readonly message: string;
  readonly vendor: V;
  readonly reason: Reason;
  readonly local: boolean;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly aboutItem: boolean;
  readonly retryAfterMs: number | undefined;
  readonly fix: string;
  readonly answer: unknown;
  readonly delivered: number;
}

/**
 * The request was refused for a reason that the vendor's contract knows.
 *
 * With `local: true` the client refused it itself, with the vendor's reason, and sent nothing.
 * Neither the message nor any field holds a secret: where the vendor's answer repeats one, it is replaced by `***`.
 */
export class PushError<V extends Vendor = Vendor, Reason extends string = string> extends Error {
  override readonly name = 'PushError';
  readonly vendor: V;
  /** The code of the reason in the vendor's contract. */
  readonly reason: Reason;
  /** Whether the client refused it before sending. */
  readonly local: boolean;
  /** HTTP status of the answer, 200 where a refusal hides in a success; undefined if nothing was sent. */
  readonly status: number | undefined;
  /** Whether the same request may be accepted later, unchanged. */
  readonly retryable: boolean;
  /** Whether one item can be the cause of it, so that the others of the request may be accepted without that one. */
  readonly aboutItem: boolean;
  /** How long the answer's `Retry-After` asks to wait, in milliseconds; undefined where it has none. */
  readonly retryAfterMs: number | undefined;
  /** What to do, in a sentence. */
  readonly fix: string;
  /** The vendor's answer; undefined if nothing was sent. */
  readonly answer: unknown;
  /** How many items of this call were delivered before: 0, except for a list of events to Guance, which are sent one by one. */
  readonly delivered: number;

  constructor(fields: PushErrorFields<V, Reason>) {
    super(fields.message);
    this.vendor = fields.vendor;
    this.reason = fields.reason;
    this.local = fields.local;
    this.status = fields.status;
    this.retryable = fields.retryable;
    this.aboutItem = fields.aboutItem;
    this.retryAfterMs = fields.retryAfterMs;
    this.fix = fields.fix;
    this.answer = fields.answer;
    this.delivered = fields.delivered;
  }
}

/**
 * - `network`: no connection, a broken one, or a redirect, which is not followed as the request carries credentials
 * - `timeout`: no complete answer within `timeoutMs`
 * - `aborted`: ended by the caller's `signal`
 * - `credentials`: no key to sign with, so that nothing was sent; the function in `credentials` has failed
 * - `unexpected-answer`: an answer that the contract does not know, such as the page of a gateway
 */
export type TransportFailure = 'network' | 'timeout' | 'aborted' | 'credentials' | 'unexpected-answer';

interface TransportErrorFields {
  readonly message: string;
  readonly vendor: Vendor;
  readonly kind: TransportFailure;
  readonly status: number | undefined;
  readonly mayHaveArrived: boolean;
  readonly retryAfterMs: number | undefined;
  readonly delivered: number;
  readonly cause: unknown;
}

/**
 * No answer that decides has come. Where `mayHaveArrived` is true, sending the request again can make a duplicate.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly vendor: Vendor;
  readonly kind: TransportFailure;
  /** HTTP status of an unexpected answer. */
  readonly status: number | undefined;
  /** Whether the service may have taken the request; false without a key, and where no connection came about. */
  readonly mayHaveArrived: boolean;
  /** How long the `Retry-After` of an unexpected answer asks to wait, in milliseconds; undefined where it has none. */
  readonly retryAfterMs: number | undefined;
  /** How many items of this call were delivered before: 0, except for a list of events to Guance, which are sent one by one. */
  readonly delivered: number;

  constructor(fields: TransportErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.vendor = fields.vendor;
    this.kind = fields.kind;
    this.status = fields.status;
    this.mayHaveArrived = fields.mayHaveArrived;
    this.retryAfterMs = fields.retryAfterMs;
    this.delivered = fields.delivered;
  }
}

// The guards look at names and fields, not at the class: an application may hold two copies of this package.

/** Whether it is a refusal, by whichever vendor. Each vendor's module has a guard of its own, which knows the reasons. */
export function isPushError(error: unknown): error is PushError {
  const fields = error as Partial<PushError> | null | undefined;
  return (
    fields?.name === 'PushError' && typeof fields.vendor === 'string' && typeof fields.reason === 'string'
  );
}

/** Whether no answer that decides has come. */
export function isTransportError(error: unknown): error is TransportError {
  const fields = error as Partial<TransportError> | null | undefined;
  return (
    fields?.name === 'TransportError' && typeof fields.vendor === 'string' && typeof fields.kind === 'string'
  );
}
