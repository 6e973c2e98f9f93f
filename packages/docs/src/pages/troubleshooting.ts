/** Builds the troubleshooting section of a guide: each symptom with its causes and fixes. */
import {
  type OpenApiDocument,
  type Origin,
  operationsOf,
  originOfReason,
  reasonTable,
} from '@pushspec/contract';
import type { Reason } from '@pushspec/contract/reasons';
import { heading, literal, sections, table } from '../tables/markdown.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import { legend, mark } from './badge.ts';
import type { SiteLabels } from './site-labels.ts';

/** Groups the reasons by symptom: error statuses first, then outcomes that a success status hides. */
export function troubleshooting(
  document: OpenApiDocument,
  labels: SiteLabels,
  tableLabels: TableLabels,
): string {
  const reasons = Object.entries(reasonTable(document)).sort(
    ([, a], [, b]) => (a.status ?? Number.POSITIVE_INFINITY) - (b.status ?? Number.POSITIVE_INFINITY),
  );
  const success = successOf(document);
  const groups = Map.groupBy(reasons, ([, reason]) => symptomOf(reason, success, labels));
  return sections(
    labels.troubleshootingIntro,
    `<p class="search-hint" hidden><button type="button" data-open-search>${labels.searchMessage}</button></p>`,
    assumed(document, labels, tableLabels),
    ...[...groups].flatMap(([symptom, some]) => [
      heading(3, symptom),
      table(
        [labels.seen, tableLabels.fix, tableLabels.origin],
        some.map(([code, reason]) => [
          seen(code, reason),
          reason.fix,
          mark(document, originOfReason(document, code) as Origin, tableLabels),
        ]),
      ),
    ]),
  );
}

/** States how many reasons no source confirms. */
export function assumed(document: OpenApiDocument, labels: SiteLabels, tableLabels: TableLabels): string {
  const reasons = Object.values(reasonTable(document));
  const count = reasons.filter(({ provenance }) => provenance === 'assumed').length;
  return `${labels.assumed(count, reasons.length)} ${legend(tableLabels)}`;
}

/** Formats the message, the vendor's error code and the reason code. Messages written by us are Markdown. */
function seen(code: string, { status, message, errorCode }: Reason): string {
  const shown = status === undefined ? message : literal(message);
  const codes = [
    ...(errorCode === undefined ? [] : [literal(errorCode)]),
    `[${literal(code)}](reasons/#${code})`,
  ];
  return `${shown}<br><span class="codes">${codes.join(' ')}</span>`;
}

function symptomOf({ outcome, status }: Reason, success: string, labels: SiteLabels): string {
  return status === undefined ? labels.symptom[outcome](success) : `HTTP ${status}`;
}

/** Returns the status of a success response. */
function successOf(document: OpenApiDocument): string {
  const statuses = operationsOf(document).flatMap(({ operation }) => Object.keys(operation.responses ?? {}));
  return [...new Set(statuses.filter((status) => status.startsWith('2')))].join(' / ');
}
