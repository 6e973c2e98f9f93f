/** Creates the error of a response that is not an acceptance. */
import type { ApiName } from '@pushspec/contract';
import { REQUEST_ID_HEADER, reasonOfResponse, type WireReason } from '@pushspec/contract/reasons';
import { type Contract, type Limits, parsedJson } from '../contract.ts';
import { PushError, TransportError } from '../errors.ts';
import { httpDate } from '../http-date.ts';
import { MAX_RESPONSE_BYTES } from '../response.ts';
import type { WireResponse } from '../transport.ts';
import type { Mask } from './mask.ts';
import { oneLine } from './one-line.ts';
import { sentBefore } from './sent-before.ts';

interface Received<V extends ApiName = ApiName, Reason extends string = string> {
  readonly contract: Contract<V, unknown, Reason>;
  readonly reasons: Readonly<Record<Reason, WireReason>>;
  readonly response: WireResponse;
  /** Number of items of the same call that were delivered before. */
  readonly delivered: number;
  /** The service that responded. */
  readonly origin: string;
  readonly mask: Mask;
}

/** Returns a `PushError` if the vendor refused, and a `TransportError` if the contract does not know the response. */
export function refused<V extends ApiName, Reason extends string>(
  received: Received<V, Reason>,
): PushError | TransportError {
  const { contract, reasons, response, delivered, mask } = received;
  const { api } = contract;
  const { status } = response;
  if (REDIRECTS.includes(status)) return redirected(received);
  if (response.isCut) return unexpected(received, `more than ${MAX_RESPONSE_BYTES} bytes`);
  const content = parsedJson(response.text);
  if (content === undefined) return unreadable(received);
  const evaluation = contract.evaluate(status, content);
  if (!evaluation || 'accepted' in evaluation)
    return unexpected(received, 'JSON that is not a response of this API');
  const reason = reasonOfResponse(reasons, evaluation.refused) ?? evaluation.otherwise;
  const known = reason === undefined ? undefined : reasons[reason];
  if (reason === undefined || !known)
    return unexpected(received, 'a refusal that the contract does not know');
  const said = oneLine(mask.text(evaluation.refused.message));
  return new PushError({
    message: `${api} refused the request (${status}, ${reason}): ${said}. ${known.fix}${sentBefore(delivered)}`,
    api,
    reason,
    local: false,
    status,
    retryable: known.retryable ?? false,
    // A message that the contract does not know may also be about an item.
    aboutItem: known.aboutItem ?? (known.general === true && known.status === BAD_REQUEST),
    retryAfterMs: pauseOf(response, contract.limits),
    fix: known.fix,
    response: mask.json(content),
    requestId: requestIdOf(evaluation.refused, response, mask),
    delivered,
  });
}

function requestIdOf(
  { requestId }: { readonly requestId?: unknown },
  { headers }: WireResponse,
  mask: Mask,
): string | undefined {
  const id = requestId || headers.get(REQUEST_ID_HEADER);
  return typeof id === 'string' ? oneLine(mask.text(id)) : undefined;
}

/** Returns the wait that the service asks for. A date in `Retry-After` refers to the clock of the service. */
function pauseOf({ headers }: WireResponse, { retryAfter }: Limits): number | undefined {
  const own = retryAfter ? headers.get(retryAfter.header) : null;
  if (own !== null && /^\d+$/.test(own) && retryAfter?.unit === 'milliseconds') {
    return Math.min(Number(own), Number.MAX_SAFE_INTEGER);
  }
  return retryAfterMs(own ?? headers.get('Retry-After'), httpDate(headers.get('Date')) ?? Date.now());
}

/** Statuses with a `Location`. Browsers show 0 for them. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.4 */
const REDIRECTS = [0, 301, 302, 303, 307, 308];

function redirected({
  contract: { api },
  response: { status },
  origin,
  delivered,
}: Received): TransportError {
  return new TransportError({
    message:
      `${api}: ${origin} responded with a redirect${status ? ` (${status})` : ''}, which is not followed, because the request carries ` +
      `credentials. Use the address that it leads to.${sentBefore(delivered)}`,
    api,
    kind: 'redirect',
    retryable: false,
    status: status || undefined,
    mayHaveArrived: true,
    retryAfterMs: undefined,
    delivered,
    cause: undefined,
  });
}

function unreadable(received: Received): TransportError {
  const { text } = received.response;
  if (text === '') return unexpected(received, 'nothing');
  // The error quotes a part of the text, which may be half of a secret.
  const harmless = received.mask.text(text) === text;
  return unexpected(received, 'text that is not JSON', harmless ? parseError(text) : undefined);
}

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1 */
const BAD_REQUEST = 400;

/** Characters that are enough to recognize the page of a gateway. */
const EXCERPT_LENGTH = 120;

/** Statuses of gateways that mean "try again later". An unreadable success is also retried: it was damaged on its way. */
const LATER = [408, 425, 429, 500, 502, 503, 504];

function unexpected(received: Received, what: string, cause?: unknown): TransportError {
  const { contract, response, delivered, origin, mask } = received;
  const { status } = response;
  const text = response.isCut ? '' : response.text;
  // Masked before it is cut, because half of a secret would not be recognized.
  const excerpt = mask.text(text).replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH);
  const message =
    `${contract.api}: ${origin} responded ${status} with ${what}${excerpt && ` (${excerpt})`}. ` +
    `Check the address and the proxies in front of the service.${sentBefore(delivered)}`;
  return new TransportError({
    message,
    api: contract.api,
    kind: 'unexpected-response',
    retryable: LATER.includes(status) || (status >= 200 && status < 300),
    status,
    mayHaveArrived: true,
    retryAfterMs: pauseOf(response, contract.limits),
    delivered,
    cause,
  });
}

/**
 * Reads the header `Retry-After`, which is a number of seconds or a date.
 *
 * @returns milliseconds from `now`; `undefined` if the header is missing or unreadable
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const time = httpDate(value);
  return time === undefined ? undefined : Math.max(0, time - now);
}
