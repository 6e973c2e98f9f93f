/** Puts the findings of a verdict into a response header, for clients without access to the admin API. */

import type { Masking } from '../mask.ts';
import type { Exchange } from './exchange.ts';
import type { VendorResponse } from './vendor-response.ts';
import type { RecordedVerdict } from './verdict.ts';

/** Response header of `explain: true`. It is not part of the vendor's API. */
export const EXPLAIN_HEADER = 'x-pushspec-explain';

/** Characters of the header. Clients and proxies accept 8 KB for all headers. */
const MAX_LENGTH = 1000;

/** Returns the value of the header, or `undefined` if there is nothing to explain. */
export type Explain = (verdict: RecordedVerdict, exchange: Exchange) => string | undefined;

/** Creates the function that formats the header. */
export function createExplain(masking: Masking): Explain {
  // The first call builds the index of secrets, which no response should wait for.
  masking.mask(EXPLAIN_HEADER);
  return ({ reasons, warnings }, { method, target, headers, bytes }) => {
    if (reasons.length + warnings.length === 0) return undefined;
    const mask = masking.of({ method, target, headers, body: bytes });
    const sentences = [...reasons, ...warnings]
      .map(mask.finding)
      .map(({ code, message, fix }) => `${code}: ${message}. ${fix}`);
    return headerValue(sentences.join(' | '));
  };
}

/** Returns a string in printable ASCII. The mask of secrets becomes three dots. Other characters are percent-encoded as UTF-8, and long strings are truncated. */
export function headerValue(value: string): string {
  let written = '';
  for (const character of value.toWellFormed().replaceAll('…', '...')) {
    const safe = /[ -$&-~]/.test(character) ? character : encodeURIComponent(character);
    if (written.length + safe.length > MAX_LENGTH) return `${written}...`;
    written += safe;
  }
  return written;
}

interface ExplainedResponse {
  verdict: RecordedVerdict;
  exchange: Exchange;
  response: VendorResponse;
  onError: (error: unknown) => void;
}

/** Adds the header to a response if there is something to explain. An error in here never changes the response. */
export function withExplanation(
  explain: Explain | undefined,
  { verdict, exchange, response, onError }: ExplainedResponse,
): VendorResponse {
  let explanation: string | undefined;
  try {
    explanation = explain?.(verdict, exchange);
  } catch (error) {
    onError(error);
  }
  return explanation === undefined
    ? response
    : { ...response, headers: { ...response.headers, [EXPLAIN_HEADER]: explanation } };
}
