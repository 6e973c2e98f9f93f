/** Lists the limits of an operation: body, depth, items, rate and clock. */
import {
  type Json,
  type LimitKind,
  type OpenApiDocument,
  type OperationEntry,
  reasonTable,
  type StatedLimit,
  statedLimits,
} from '@pushspec/contract';
import { literal, table } from './markdown.ts';
import { formatOrigin } from './origin.ts';
import type { TableLabels } from './table-labels.ts';

/** Returns the table of limits, with values, reasons and sources. */
export function limitTable(document: OpenApiDocument, entry: OperationEntry, labels: TableLabels): string {
  const reasons = reasonTable(document);
  const rows = withOneItemsRow(statedLimits(document, entry)).map((limit) => {
    const { kind, reason, origin } = limit;
    const status = reason === undefined ? undefined : reasons[reason]?.status;
    const whenExceeded =
      reason === undefined ? '' : literal(reason) + (status === undefined ? '' : ` (${status})`);
    return [
      limitName(kind, labels),
      limitNumbers(limit, labels),
      whenExceeded,
      formatOrigin(document, origin, labels),
    ];
  });
  return table([labels.limit, labels.value, labels.whenExceeded, labels.origin], rows);
}

/** Keeps one row for the number of items. Its reason is that of the upper bound, if there is one. */
function withOneItemsRow(limits: readonly StatedLimit[]): StatedLimit[] {
  const hasMaximum = limits.some(({ kind }) => kind === 'maxItems');
  return limits.filter(({ kind }) => kind !== 'minItems' || !hasMaximum);
}

/** Returns the label of a kind of limit. */
export function limitName(kind: LimitKind, labels: TableLabels): string {
  if (kind === 'minItems' || kind === 'maxItems') return labels.items;
  return labels[kind];
}

/** Formats the value of a limit. */
export function limitNumbers({ kind, node }: StatedLimit, labels: TableLabels): string {
  switch (kind) {
    case 'body':
      if (typeof node.bytes !== 'number') return labels.none;
      return (countsValues(node) ? labels.valueBytes : labels.bytes)(grouped(node.bytes));
    case 'depth':
      return labels.levels(grouped(node.depth));
    case 'minItems':
    case 'maxItems':
      return labels.itemCount(
        grouped(node.minItems ?? 0),
        node.maxItems === undefined ? undefined : grouped(node.maxItems),
      );
    case 'rate':
      return rateOf(node, labels);
    case 'clock':
      return labels.skew(grouped(node.seconds));
    case 'future':
      return labels.ahead(grouped(node.seconds));
  }
}

/** Returns whether a limit of the body counts the decoded values of the parameters. */
export function countsValues({ of }: StatedLimit['node']): boolean {
  return of === 'values';
}

function rateOf(rate: StatedLimit['node'], labels: TableLabels): string {
  const value = labels.requests({
    requests: grouped(rate.requests),
    seconds: grouped(rate.windowSeconds),
    scope: labels.scopes[String(rate.scope)] ?? String(rate.scope),
    burst: rate.burst === undefined ? undefined : grouped(rate.burst),
  });
  return `${value} (${labels.algorithm[rate.algorithm as keyof TableLabels['algorithm']]})`;
}

function grouped(number: Json | undefined): string {
  return Number(number).toLocaleString('en-US');
}
