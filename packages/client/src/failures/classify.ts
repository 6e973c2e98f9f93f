/** Classifies why a request has no response: its deadline, its key, or the error of `fetch` in any runtime. */
import { Ended } from '../deadline.ts';
import type { TransportFailure } from '../errors.ts';
import { MissingKeyError } from '../transport.ts';

export interface Classified {
  readonly kind: TransportFailure;
  /** Whether no bytes of the request were sent, because there was no connection. */
  readonly isUnsent: boolean;
}

export function classify(error: unknown): Classified {
  if (error instanceof Ended) return { kind: error.kind, isUnsent: false };
  if (error instanceof MissingKeyError) return { kind: 'credentials', isUnsent: true };
  const chain = causesOf(error);
  const has = (pattern: RegExp) =>
    chain.some(({ code, message }) => pattern.test(`${code ?? ''}`) || pattern.test(`${message ?? ''}`));
  if (has(INVALID_REQUEST)) return { kind: 'invalid-request', isUnsent: true };
  if (has(TLS) && !has(TLS_LATER)) return { kind: 'tls', isUnsent: true };
  const isUnconnected = chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
  return { kind: 'network', isUnsent: isUnconnected || has(UNCONNECTED) };
}

/** Codes and messages of undici, the `fetch` standard, and Deno without a permission, for requests that they refuse to send. */
const INVALID_REQUEST =
  /^(?:ERR_INVALID_|UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|UND_ERR_REQ_CONTENT_LENGTH|bad port$|unknown scheme$|Requires \w+ access)|URL scheme|Failed to parse URL|invalid URL/i;

/** Codes of X.509 and OpenSSL in Node and Bun, and messages of rustls in Deno. */
const TLS =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|UNKNOWN_CERTIFICATE)|invalid peer certificate|InvalidContentType|certificate verif/;
/** After the handshake, bytes may have been sent, and another connection may work. */
const TLS_LATER = /BAD_RECORD|DECRYPT|UNEXPECTED_EOF|SHUTDOWN|INTERNAL_ERROR/;

/** Codes of Node and Bun, and messages of Deno and Node, for a connection that was not established. */
const UNCONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|DNS)|client error \(Connect\)|before secure TLS connection/;

export interface ErrorLike {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Ends the search, because an error may be its own cause. */
const MOST_CAUSES = 10;

/** Returns an error and its causes, the outermost first. Also works for errors of another realm. */
export function causesOf(error: unknown): readonly ErrorLike[] {
  const chain: ErrorLike[] = [];
  for (
    let next = error;
    chain.length < MOST_CAUSES && isErrorLike(next);
    next = next.cause ?? first(next.errors)
  ) {
    chain.push(next);
  }
  return chain;
}

/** Returns the first error of an AggregateError, which contains one for each address of a host. */
const first = (errors: unknown): unknown => (Array.isArray(errors) ? errors[0] : undefined);

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'message' in value;
}
