/** The errors that `send()` rejects with: a refusal, or an unknown result. */
import type { ApiName } from '@pushspec/contract';

interface PushErrorFields<V extends ApiName, Reason extends string> {
  readonly message: string;
  readonly api: V;
  readonly reason: Reason;
  readonly local: boolean;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly aboutItem: boolean;
  readonly retryAfterMs: number | undefined;
  readonly fix: string;
  readonly response: unknown;
  readonly requestId: string | undefined;
  readonly delivered: number;
}

/**
 * A refusal for a reason that the contract knows.
 *
 * With `local: true`, the client refused the request itself, with the vendor's reason, and sent nothing.
 * Neither the message nor any field contains a secret. `***` replaces secrets that the vendor's response repeats.
 */
export class PushError<V extends ApiName = ApiName, Reason extends string = string> extends Error {
  override readonly name = 'PushError';
  declare readonly api: V;
  /** Code of the reason in the contract. */
  declare readonly reason: Reason;
  /** Whether the client refused the request before sending. */
  declare readonly local: boolean;
  /** HTTP status of the response, which is 200 for a masked failure; `undefined` if nothing was sent. */
  declare readonly status: number | undefined;
  /** Whether the same request may be accepted later. */
  declare readonly retryable: boolean;
  /** Whether one item can be the cause, so that the request may be accepted without it. */
  declare readonly aboutItem: boolean;
  /** Wait that `Retry-After` asks for, in milliseconds; `undefined` without this header. */
  declare readonly retryAfterMs: number | undefined;
  /** One sentence that says what to do. */
  declare readonly fix: string;
  /** The vendor's response; `undefined` if nothing was sent. */
  declare readonly response: unknown;
  /**
   * The vendor's id of the request, if the response has one. Quote it when you ask the vendor. With the reference server and
   * no id of the vendor, the one that `pushspec requests` takes.
   */
  declare readonly requestId: string | undefined;
  /** Number of items of this call that were delivered before. Only lists of Guance events can have some, as they are sent one by one. */
  declare readonly delivered: number;

  constructor({ message, ...fields }: PushErrorFields<V, Reason>) {
    super(message);
    Object.assign(this, fields);
  }
}

/**
 * - `network`: no connection, or a broken one
 * - `tls`: the certificate is not trusted, or the port does not speak TLS
 * - `redirect`: the response is a redirect, which is not followed as the request carries credentials
 * - `invalid-request`: `fetch` refuses to send the request, for example to a blocked port
 * - `timeout`: no complete response within `timeoutMs`
 * - `aborted`: the caller's `signal` ended the call
 * - `credentials`: there is no key to sign with, because the function in `credentials` failed; nothing was sent
 * - `unexpected-response`: a response that the contract does not know, such as the page of a gateway
 */
export type TransportFailure =
  | 'network'
  | 'tls'
  | 'redirect'
  | 'invalid-request'
  | 'timeout'
  | 'aborted'
  | 'credentials'
  | 'unexpected-response';

interface TransportErrorFields {
  readonly message: string;
  readonly api: ApiName;
  readonly kind: TransportFailure;
  readonly retryable: boolean;
  readonly status?: number | undefined;
  readonly mayHaveArrived: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly delivered: number;
  readonly cause?: unknown;
}

/** The result of the request is unknown, or it was not sent. If `mayHaveArrived` is true, a retry can create a duplicate. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  declare readonly api: ApiName;
  declare readonly kind: TransportFailure;
  /** Whether the same request may be accepted later. False for `tls`, `redirect`, `invalid-request` and `aborted`. */
  declare readonly retryable: boolean;
  /** HTTP status of a redirect or an unexpected response. */
  declare readonly status: number | undefined;
  /** Whether bytes of the request may have left. False without a key, a connection or a TLS session. */
  declare readonly mayHaveArrived: boolean;
  /** Wait that `Retry-After` asks for, in milliseconds; `undefined` without this header. */
  declare readonly retryAfterMs: number | undefined;
  /** Number of items of this call that were delivered before. Only lists of Guance events can have some, as they are sent one by one. */
  declare readonly delivered: number;

  constructor({ message, cause, ...fields }: TransportErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, fields);
  }
}

// The guards check names and fields instead of the class, because an application may contain two copies of this package.

/** Returns whether an error is a refusal by any vendor. The guard of an API's entry also knows its reasons. */
export function isPushError(error: unknown): error is PushError {
  return isOurs(error, 'PushError', 'reason');
}

/** Returns whether an error means that the result of a request is unknown. */
export function isTransportError(error: unknown): error is TransportError {
  return isOurs(error, 'TransportError', 'kind');
}

function isOurs(error: unknown, name: string, field: string): boolean {
  const fields = error as Readonly<Record<string, unknown>> | null | undefined;
  return fields?.name === name && typeof fields.api === 'string' && typeof fields[field] === 'string';
}
