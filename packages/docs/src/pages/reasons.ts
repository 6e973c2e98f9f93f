/** The page of a vendor's reasons: each has a heading, so that a verdict can lead to it. */
import {
  type Known,
  knownOfReason,
  type OpenApiDocument,
  operationsOf,
  reasonTable,
} from '@pushspec/contract';
import type { Outcome, Reason } from '@pushspec/contract/reasons';
import type { Labels } from '../tables/labels.ts';
import { heading, literal, sections, table } from '../tables/markdown.ts';
import { messageOf } from '../tables/reasons.ts';
import { badge, badgeAndSource } from './badge.ts';
import type { Words } from './words.ts';

const OUTCOMES: readonly Outcome[] = ['rejected', 'ignored', 'transformed', 'warning'];

export function reasonsPage(document: OpenApiDocument, words: Words, labels: Labels): string {
  const reasons = Object.entries(reasonTable(document));
  return sections(
    words.reasonsIntro,
    labels.provenanceMeans,
    ...OUTCOMES.flatMap((outcome) => {
      const some = reasons.filter(([, reason]) => reason.outcome === outcome);
      if (some.length === 0) return [];
      return [
        heading(2, labels.outcome[outcome]),
        labels.outcomeMeans[outcome],
        ...some.map(([code, reason]) => reasonEntry(document, code, reason, labels)),
      ];
    }),
  );
}

function reasonEntry(document: OpenApiDocument, code: string, reason: Reason, labels: Labels): string {
  const known = knownOfReason(document, code) as Known;
  const retry = `${labels.retry}: ${reason.retryable ? labels.yes : labels.no}`;
  const wire =
    reason.status === undefined
      ? []
      : [`<span class="status">HTTP ${reason.status}</span>`, `<span class="status">${retry}</span>`];
  return sections(
    heading(3, literal(code)),
    [...wire, badgeAndSource(document, known, labels)].join(' '),
    onOneLine(messageOf(reason)),
    `**${labels.fix}:** ${onOneLine(reason.fix)}`,
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** What a sender sees, and the reasons that it can be; those of the wire go by their status. */
export function symptomTables(document: OpenApiDocument, words: Words, labels: Labels): string {
  // A success that hides something is the hardest to find, so what is not on the wire comes first.
  const reasons = Object.entries(reasonTable(document)).sort(
    ([, a], [, b]) => (a.status ?? 0) - (b.status ?? 0),
  );
  const success = successOf(document);
  const groups = Map.groupBy(reasons, ([, reason]) => symptomOf(reason, success, words));
  return sections(
    ...[...groups].flatMap(([symptom, reasons]) => [
      heading(3, symptom),
      table(
        [labels.code, labels.fix, labels.knownFrom],
        reasons.map(([code, { fix, provenance }]) => [
          `[${literal(code)}](reasons/#${code})`,
          fix,
          badge(provenance, labels),
        ]),
      ),
    ]),
  );
}

function symptomOf({ outcome, status }: Reason, success: string, words: Words): string {
  return status === undefined ? words.symptom[outcome](success) : `HTTP ${status}`;
}

/** The status of the answers that report a success. */
function successOf(document: OpenApiDocument): string {
  const statuses = operationsOf(document).flatMap(({ operation }) => Object.keys(operation.responses ?? {}));
  return [...new Set(statuses.filter((status) => status.startsWith('2')))].join(' / ');
}
