/** Received requests with all secrets masked. */
import type { Masking } from '../mask.ts';
import type { Verdict } from '../pipeline/verdict.ts';
import type { StoredRecord, StoredResponse } from './store.ts';

/** A request as the server received it, with its secrets masked. */
export interface ReceivedRequest {
  method: string;
  /** Path and query as sent. */
  target: string;
  /** Values by lowercase name. */
  headers: Record<string, string>;
  /** The body as a string, or its beginning if the server kept no more. */
  body: string;
}

/** A verdict with its request. */
export interface ReceivedVerdict extends Verdict {
  /** Headers and body of the request. Read on demand and not enumerable, so copies of the verdict do not have it. */
  readonly request: ReceivedRequest;
}

interface Shown {
  request: ReceivedRequest;
  response: StoredResponse;
}

export interface ShownMessagesOptions {
  masking: Pick<Masking, 'of'>;
  onError: (error: unknown) => void;
}

const NOT_SHOWN = '(cannot be shown: see the log of the server)';

/** Returns request and response of a record, masked. Never throws: it omits parts that it cannot mask. */
export function shownMessages(
  { masking, onError }: ShownMessagesOptions,
  { verdict, request, response }: StoredRecord,
): Shown {
  try {
    const mask = masking.of(request);
    const codes = verdict.reasons.map(({ code }) => code);
    return { request: mask.request(), response: mask.response(response, codes) };
  } catch (error) {
    onError(error);
    const { method } = request;
    return {
      request: { method, target: NOT_SHOWN, headers: {}, body: NOT_SHOWN },
      response: { status: response.status, body: NOT_SHOWN },
    };
  }
}

/** Adds its request to a verdict, on demand, because masking a body is slow and most tests do not read it. */
export function withRequest(
  options: ShownMessagesOptions,
  record: StoredRecord,
  verdict: Verdict,
): ReceivedVerdict {
  let request: ReceivedRequest | undefined;
  const get = () => {
    request ??= shownMessages(options, record).request;
    return request;
  };
  return Object.defineProperty(verdict, 'request', { get }) as ReceivedVerdict;
}
