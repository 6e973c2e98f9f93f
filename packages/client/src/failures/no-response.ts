/** Creates the error of a request that has no response. */
import type { ApiName } from '@pushspec/contract';
import { Ended } from '../deadline.ts';
import { TransportError, type TransportFailure } from '../errors.ts';
import { MissingKeyError } from '../transport.ts';
import { causesOf, classify } from './classify.ts';
import type { Mask } from './mask.ts';
import { oneLine } from './one-line.ts';
import { sentBefore } from './sent-before.ts';

export interface NoResponse {
  readonly error: unknown;
  readonly api: ApiName;
  readonly origin: string;
  readonly timeoutMs: number;
  /** Whether the request was passed to `fetch`. */
  readonly hasLeft: boolean;
  readonly delivered: number;
  readonly mask: Mask;
}

const PERMANENT: readonly TransportFailure[] = ['aborted', 'tls', 'invalid-request'];

export function noResponse({
  error,
  api,
  origin,
  timeoutMs,
  hasLeft,
  delivered,
  mask,
}: NoResponse): TransportError {
  const { kind, isUnsent } = classify(error);
  const original = error instanceof Ended || error instanceof MissingKeyError ? error.cause : error;
  const cause = mask.error(original);
  const why = () => deepestMessage(cause);
  const messages: Partial<Record<TransportFailure, () => string>> = {
    network: () => `no response from ${origin}: ${why()}. Check the address and that the service runs.`,
    tls: () =>
      `no response from ${origin}: ${why()}. Check the address and port, and that this runtime trusts the certificate.`,
    'invalid-request': () =>
      `not sent to ${origin}, because fetch refuses the request: ${why()}. Check the address and the option \`headers\`.`,
    timeout: () =>
      hasLeft
        ? `no complete response from ${origin} within ${timeoutMs} ms. The request may have arrived anyway.`
        : `not sent to ${origin}, because there was no key to sign with within ${timeoutMs} ms. Check the option \`credentials\`.`,
    aborted: () => `the signal ended the call to ${origin}.`,
    credentials: () =>
      `not sent, because there is no key to sign with: ${why()}. Check the option \`credentials\`.`,
  };
  return new TransportError({
    message: `${api}: ${messages[kind]?.()}${sentBefore(delivered)}`,
    api,
    kind,
    retryable: !PERMANENT.includes(kind),
    status: undefined,
    mayHaveArrived: hasLeft && !isUnsent,
    retryAfterMs: undefined,
    delivered,
    cause,
  });
}

/** Returns the message of the innermost cause, because `fetch failed` says nothing. Removes its trailing period or colon. */
function deepestMessage(error: unknown): string {
  const { message, code, name } = causesOf(error).at(-1) ?? { message: error };
  return oneLine(String(message || code || name)).replace(/[.:\s]+$/, '');
}
