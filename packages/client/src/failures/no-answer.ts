/** What is said of a request that has no answer. */
import type { Vendor } from '@pushspec/contract';
import { Ended } from '../deadline.ts';
import { TransportError } from '../errors.ts';
import { Unsigned } from '../http.ts';
import type { Mask } from './mask.ts';
import { oneLine } from './one-line.ts';
import { sentBefore } from './sent-before.ts';

export interface NoAnswer {
  readonly error: unknown;
  readonly vendor: Vendor;
  readonly origin: string;
  readonly timeoutMs: number;
  readonly delivered: number;
  readonly mask: Mask;
}

export function noAnswer({ error, vendor, origin, timeoutMs, delivered, mask }: NoAnswer): TransportError {
  const kind = error instanceof Ended ? error.kind : error instanceof Unsigned ? 'credentials' : 'network';
  const original = error instanceof Ended || error instanceof Unsigned ? error.cause : error;
  const cause = mask.error(original);
  const what = {
    network: `no answer from ${origin}: ${deepestMessage(cause)}. Check the address and that the service runs.`,
    timeout: `no complete answer from ${origin} within ${timeoutMs} ms. The request may have arrived all the same.`,
    aborted: `the call to ${origin} was ended by its signal.`,
    credentials: `not sent, as there is no key to sign with: ${deepestMessage(cause)}. Check the credentials option.`,
  };
  return new TransportError({
    message: `${vendor}: ${what[kind]}${sentBefore(delivered)}`,
    vendor,
    kind,
    status: undefined,
    mayHaveArrived: kind !== 'credentials' && !NEVER_LEFT.includes(String(deepest(original).code)),
    retryAfterMs: undefined,
    delivered,
    cause,
  });
}

/** Codes of Node and its `fetch` for a connection that did not come about. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** `fetch failed` says nothing; what caused it does. A full stop follows: its own ones, and OpenSSL's colon, go. */
function deepestMessage(error: unknown): string {
  const { message, code, name, text } = deepest(error);
  return oneLine(message || String(code ?? name ?? text)).replace(/[.:\s]+$/, '');
}

interface Told {
  readonly message?: string;
  readonly code?: unknown;
  readonly name?: string;
  readonly text?: string;
}

function deepest(error: unknown): Told {
  let last: unknown = error;
  // A cause may be its own.
  for (let depth = 0; depth < MOST_CAUSES && last instanceof Error && last.cause !== undefined; depth++)
    last = last.cause;
  return last instanceof Error ? last : { text: String(last) };
}

const MOST_CAUSES = 10;
