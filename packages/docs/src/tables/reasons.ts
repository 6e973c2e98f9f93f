/** The catalogue of reasons, one table for each outcome. */
import { type Known, knownOfReason, type OpenApiDocument, reasonTable } from '@pushspec/contract';
import type { Outcome, Reason } from '@pushspec/contract/reasons';
import { knownFrom } from './known-from.ts';
import type { Labels } from './labels.ts';
import { heading, literal, sections, table } from './markdown.ts';

const OUTCOMES: readonly Outcome[] = ['rejected', 'ignored', 'transformed', 'warning'];

export function reasonTables(document: OpenApiDocument, words: Labels): string {
  const reasons = Object.entries(reasonTable(document));
  return sections(
    ...OUTCOMES.flatMap((outcome) => {
      const some = reasons.filter(([, reason]) => reason.outcome === outcome);
      if (some.length === 0) return [];
      return [
        heading(2, words.outcome[outcome]),
        words.outcomeMeans[outcome],
        outcomeTable(document, some, words),
      ];
    }),
  );
}

function outcomeTable(document: OpenApiDocument, reasons: [string, Reason][], words: Labels): string {
  const onWire = reasons.some(([, { status }]) => status !== undefined);
  const rows = reasons.map(([code, reason]) => [
    literal(code),
    ...(onWire ? [String(reason.status ?? '')] : []),
    messageOf(reason),
    reason.fix,
    ...(onWire ? [reason.retryable ? words.yes : words.no] : []),
    knownFrom(document, knownOfReason(document, code) as Known, words),
  ]);
  const head = onWire
    ? [words.code, 'HTTP', words.message, words.fix, words.retry, words.knownFrom]
    : [words.code, words.message, words.fix, words.knownFrom];
  return table(head, rows);
}

/** A message of ours is Markdown. One on the wire stands as it is, together with the vendor's own error code where there is one. */
export function messageOf({ status, message, errorCode }: Reason): string {
  if (status === undefined) return message;
  return errorCode === undefined ? literal(message) : `${literal(message)} · ${literal(errorCode)}`;
}
