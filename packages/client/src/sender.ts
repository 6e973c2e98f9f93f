/** The way of one request: checked against the contract's limits, serialised, sent, and judged by the contract. */
import type { Vendor } from '@pushspec/contract';
import type { Contract, PushResult } from './contract.ts';
import { Ended, withDeadline } from './deadline.ts';
import { sentBefore, TransportError } from './errors.ts';
import { connect, Unsigned, type WireFetch } from './http.ts';
import { checkCount, checkSize } from './limits.ts';
import { createMask, type Mask, type Secrets } from './mask.ts';
import { type ClientOptions, checkedTimeout, DEFAULT_TIMEOUT_MS } from './options.ts';
import { verdict } from './verdict.ts';

export interface SenderOptions extends ClientOptions {
  readonly baseUrl: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** What must not be seen in an error. */
  readonly secrets: Secrets;
  /** Put around `fetch`; sees the bytes that are sent. */
  readonly decorate?: (fetch: WireFetch) => WireFetch;
}

export interface Parcel {
  /** Body of the request, not yet serialised. */
  readonly body: unknown;
  readonly items: number;
  /** Items of the same call that were delivered before. */
  readonly delivered?: number;
  readonly signal?: AbortSignal | undefined;
}

export type Sender<V extends Vendor, Body> = (parcel: Parcel) => Promise<PushResult<V, Body>>;

/**
 * Makes the function that sends one request after another with the same credentials.
 * It rejects with `PushError` and `TransportError`, and with `TypeError` if the body cannot be written as JSON.
 */
export function createSender<V extends Vendor, Body>(
  contract: Contract<V, Body>,
  options: SenderOptions,
): Sender<V, Body> {
  const timeoutMs = checkedTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const mask = createMask(options.secrets);
  const origin = new URL(options.baseUrl).origin;
  // Looked up at each call: instrumentation may replace it after the client was made.
  const fetch: WireFetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const exchange = connect({
    baseUrl: options.baseUrl,
    headers: options.headers ?? {},
    pathParameters: options.pathParameters ?? {},
    fetch: options.decorate?.(fetch) ?? fetch,
  });

  return async ({ body, items, delivered = 0, signal }) => {
    checkCount(contract, items);
    // Serialised once: these very bytes are measured, signed and sent.
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    checkSize(contract, bytes.byteLength, delivered);
    const sending = withDeadline((ending) => exchange({ ...contract.limits, body: bytes, signal: ending }), {
      timeoutMs,
      signal,
    });
    const answer = await sending.catch((error: unknown) => {
      throw failure({ error, vendor: contract.vendor, origin, timeoutMs, delivered, mask });
    });
    return verdict({ contract, answer, items, delivered, origin, mask });
  };
}

interface Failure {
  readonly error: unknown;
  readonly vendor: Vendor;
  readonly origin: string;
  readonly timeoutMs: number;
  readonly delivered: number;
  readonly mask: Mask;
}

function failure({ error, vendor, origin, timeoutMs, delivered, mask }: Failure): TransportError {
  const kind = error instanceof Ended ? error.kind : error instanceof Unsigned ? 'credentials' : 'network';
  const cause = mask.error(error instanceof Ended || error instanceof Unsigned ? error.cause : error);
  const what = {
    network: `no answer from ${origin}: ${deepestMessage(cause)}. Check the address and that the service runs.`,
    timeout: `no complete answer from ${origin} within ${timeoutMs} ms. The request may have arrived all the same.`,
    aborted: `the call to ${origin} was ended by its signal.`,
    credentials: `not sent, as there is no key to sign with: ${deepestMessage(cause)}. Check the credentials option.`,
  };
  const message = `${vendor}: ${what[kind]}${sentBefore(delivered)}`;
  return new TransportError({ message, vendor, kind, status: undefined, delivered, cause });
}

/** `fetch failed` says nothing; what caused it does. */
function deepestMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return deepestMessage(error.cause);
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}
