/** Formats the catalog of reasons, with one table per outcome. */
import { type OpenApiDocument, type Origin, originOfReason, reasonTable } from '@pushspec/contract';
import type { Outcome, Reason } from '@pushspec/contract/reasons';
import { heading, literal, sections, table } from './markdown.ts';
import { formatOrigin } from './origin.ts';
import type { TableLabels } from './table-labels.ts';

const OUTCOMES: readonly Outcome[] = ['rejected', 'ignored', 'transformed', 'warning'];

/** The reasons with one outcome, by code. */
export interface OutcomeReasons {
  outcome: Outcome;
  reasons: [code: string, reason: Reason][];
}

/** Groups the reasons of a contract by outcome. Omits outcomes without reasons. */
export function reasonsByOutcome(document: OpenApiDocument): OutcomeReasons[] {
  const all = Object.entries(reasonTable(document));
  return OUTCOMES.map((outcome) => ({
    outcome,
    reasons: all.filter(([, reason]) => reason.outcome === outcome),
  })).filter(({ reasons }) => reasons.length > 0);
}

/** Returns a section with a table for each outcome. */
export function reasonTables(document: OpenApiDocument, labels: TableLabels): string {
  return sections(
    ...reasonsByOutcome(document).flatMap(({ outcome, reasons }) => [
      heading(2, labels.outcome[outcome]),
      labels.outcomeMeans[outcome],
      outcomeTable(document, reasons, labels),
    ]),
  );
}

function outcomeTable(document: OpenApiDocument, reasons: [string, Reason][], labels: TableLabels): string {
  const onWire = reasons.some(([, { status }]) => status !== undefined);
  const rows = reasons.map(([code, reason]) => [
    literal(code),
    ...(onWire ? [String(reason.status ?? '')] : []),
    messageOf(reason),
    reason.fix,
    ...(onWire ? [reason.retryable ? labels.yes : labels.no] : []),
    formatOrigin(document, originOfReason(document, code) as Origin, labels),
  ]);
  const head = onWire
    ? [labels.code, 'HTTP', labels.message, labels.fix, labels.retry, labels.origin]
    : [labels.code, labels.message, labels.fix, labels.origin];
  return table(head, rows);
}

/** Formats a message. Those on the wire are code, with the vendor's error code if there is one. Those written by us are Markdown. */
export function messageOf({ status, message, errorCode }: Reason): string {
  if (status === undefined) return message;
  return errorCode === undefined ? literal(message) : `${literal(message)} · ${literal(errorCode)}`;
}
