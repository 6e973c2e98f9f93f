/** The verdict's findings in a response header, for those who cannot look into the admin API. */

import type { Masking } from '../mask.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { RecordedVerdict } from './verdict.ts';

/** Response header of `explain: true`; ours, not the vendor's. */
export const EXPLAIN_HEADER = 'x-pushspec-explain';

/** Clients and proxies stop at 8 KB for all headers. */
const MAX_LENGTH = 1000;

/** The text of the header; undefined where there is nothing to explain. */
export type Explain = (verdict: RecordedVerdict, exchange: Exchange) => string | undefined;

export function createExplain(masking: Masking): Explain {
  // The index of secrets is made with the first text, which no response should wait for.
  masking.text(EXPLAIN_HEADER);
  return ({ reasons, warnings }, { method, target, headers, bytes }) => {
    if (reasons.length + warnings.length === 0) return undefined;
    const mask = masking.of({ method, target, headers, body: bytes });
    const text = [...reasons, ...warnings]
      .map(mask.finding)
      .map(({ code, message, fix }) => `${code}: ${message}. ${fix}`);
    return headerText(text.join(' | '));
  };
}

/** Printable ASCII, the rest percent-encoded as UTF-8, cut where it gets too long. */
export function headerText(text: string): string {
  let written = '';
  for (const character of text.toWellFormed()) {
    const safe = /[ -$&-~]/.test(character) ? character : encodeURIComponent(character);
    if (written.length + safe.length > MAX_LENGTH) return `${written}...`;
    written += safe;
  }
  return written;
}

interface Explained {
  verdict: RecordedVerdict;
  exchange: Exchange;
  answer: Answer;
  onError: (error: unknown) => void;
}

/** The answer with the header, where there is something to explain. What fails in explaining never changes the answer. */
export function explained(
  explain: Explain | undefined,
  { verdict, exchange, answer, onError }: Explained,
): Answer {
  let text: string | undefined;
  try {
    text = explain?.(verdict, exchange);
  } catch (error) {
    onError(error);
  }
  return text === undefined ? answer : { ...answer, headers: { ...answer.headers, [EXPLAIN_HEADER]: text } };
}
