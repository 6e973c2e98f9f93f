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
  declare readonly vendor: V;
  /** The code of the reason in the vendor's contract. */
  declare readonly reason: Reason;
  /** Whether the client refused it before sending. */
  declare readonly local: boolean;
  /** HTTP status of the answer, 200 where a refusal hides in a success; undefined if nothing was sent. */
  declare readonly status: number | undefined;
  /** Whether the same request may be accepted later, unchanged. */
  declare readonly retryable: boolean;
  /** Whether one item can be the cause of it, so that the others of the request may be accepted without that one. */
  declare readonly aboutItem: boolean;
  /** How long the answer's `Retry-After` asks to wait, in milliseconds; undefined where it has none. */
  declare readonly retryAfterMs: number | undefined;
  /** What to do, in a sentence. */
  declare readonly fix: string;
  /** The vendor's answer; undefined if nothing was sent. */
  declare readonly answer: unknown;
  /** How many items of this call were delivered before: 0, except for a list of events to Guance, which are sent one by one. */
  declare readonly delivered: number;

  constructor({ message, ...fields }: PushErrorFields<V, Reason>) {
    super(message);
    Object.assign(this, fields);
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
  declare readonly vendor: Vendor;
  declare readonly kind: TransportFailure;
  /** HTTP status of an unexpected answer. */
  declare readonly status: number | undefined;
  /** Whether the service may have taken the request; false without a key, and where no connection came about. */
  declare readonly mayHaveArrived: boolean;
  /** How long the `Retry-After` of an unexpected answer asks to wait, in milliseconds; undefined where it has none. */
  declare readonly retryAfterMs: number | undefined;
  /** How many items of this call were delivered before: 0, except for a list of events to Guance, which are sent one by one. */
  declare readonly delivered: number;

  constructor({ message, cause, ...fields }: TransportErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, fields);
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
