/** Builds the reasons page of an API. Verdicts link to its headings. */
import { type OpenApiDocument, type Origin, originOfReason } from '@pushspec/contract';
import type { Reason } from '@pushspec/contract/reasons';
import { heading, literal, sections } from '../tables/markdown.ts';
import { reasonsByOutcome } from '../tables/reasons.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import { mark } from './badge.ts';
import type { SiteLabels } from './site-labels.ts';
import { assumed } from './troubleshooting.ts';

/** Returns the reasons page as Markdown. */
export function reasonsPage(document: OpenApiDocument, labels: SiteLabels, tableLabels: TableLabels): string {
  return sections(
    labels.reasonsIntro,
    assumed(document, labels, tableLabels),
    ...reasonsByOutcome(document).flatMap(({ outcome, reasons }) => [
      heading(2, tableLabels.outcome[outcome]),
      tableLabels.outcomeMeans[outcome],
      ...reasons.map(([code, reason]) => reasonEntry(document, code, reason, tableLabels)),
    ]),
  );
}

/** Formats a reason: its message, its fix, then how it appears in a response. */
function reasonEntry(
  document: OpenApiDocument,
  code: string,
  reason: Reason,
  tableLabels: TableLabels,
): string {
  const origin = originOfReason(document, code) as Origin;
  const { status, message, errorCode, fix, retryable } = reason;
  const retry = `${tableLabels.retry}: ${retryable ? tableLabels.yes : tableLabels.no}`;
  const wire =
    status === undefined
      ? []
      : [
          `<span class="status">HTTP ${status}</span>`,
          ...(errorCode === undefined ? [] : [`<span class="status">${errorCode}</span>`]),
          `<span class="status">${retry}</span>`,
        ];
  return sections(
    heading(3, literal(code)),
    `<div class="reason">`,
    onOneLine(status === undefined ? message : literal(message)),
    `**${tableLabels.fix}:** ${onOneLine(fix)}`,
    // A `p` element cannot contain the mark, which is a `details` element.
    `<div class="meta">${[...wire, mark(document, origin, tableLabels)].join(' ')}</div>`,
    '</div>',
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
