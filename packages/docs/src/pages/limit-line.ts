/** Formats the limits of an operation as one line. */
import {
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  type StatedLimit,
  statedLimits,
} from '@pushspec/contract';
import { countsValues } from '../tables/limits.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import type { GuideLabels } from './guide-labels.ts';

/** Joins the limits on one line. Omits the nesting depth, because nobody exceeds it by accident. */
export function limitLine(
  document: OpenApiDocument,
  entry: OperationEntry,
  labels: GuideLabels,
  tableLabels: TableLabels,
): string {
  const limits = statedLimits(document, entry);
  const shown = limits.flatMap((limit) => limitLabel(limit, labels, tableLabels) ?? []);
  return shown.join(' · ');
}

function limitLabel(
  { kind, node }: StatedLimit,
  labels: GuideLabels,
  tableLabels: TableLabels,
): string | undefined {
  switch (kind) {
    case 'body':
      if (typeof node.bytes !== 'number') return undefined;
      return (countsValues(node) ? labels.valueLimit : labels.bodyLimit)(grouped(node.bytes));
    case 'maxItems':
      return labels.itemLimit(grouped(node.maxItems));
    case 'rate':
      return labels.rateLimit(
        grouped(node.requests),
        grouped(node.windowSeconds),
        tableLabels.scopes[String(node.scope)] ?? String(node.scope),
      );
    case 'clock':
      return labels.clockLimit(grouped(node.seconds));
    case 'future':
      return labels.futureLimit(grouped(node.seconds));
    default:
      return undefined;
  }
}

function grouped(number: Json | undefined): string {
  return Number(number).toLocaleString('en-US');
}
