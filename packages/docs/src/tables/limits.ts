/** The limits of an operation: body, depth, items, rate, clock. */
import {
  type Json,
  type LimitKind,
  type OpenApiDocument,
  type OperationEntry,
  reasonTable,
  type StatedLimit,
  statedLimits,
} from '@pushspec/contract';
import { knownFrom } from './known-from.ts';
import type { Labels } from './labels.ts';
import { literal, table } from './markdown.ts';

export function limitTable(document: OpenApiDocument, entry: OperationEntry, words: Labels): string {
  const reasons = reasonTable(document);
  const rows = oneOfItems(statedLimits(document, entry)).map((limit) => {
    const { kind, reason, known } = limit;
    const status = reason === undefined ? undefined : reasons[reason]?.status;
    const beyond = reason === undefined ? '' : literal(reason) + (status === undefined ? '' : ` (${status})`);
    return [nameOf(kind, words), numbersOf(limit, words), beyond, knownFrom(document, known, words)];
  });
  return table([words.limit, words.value, words.reason, words.knownFrom], rows);
}

/** Both bounds of the items stand in one row, with the reason of the upper one where there is one. */
function oneOfItems(limits: readonly StatedLimit[]): StatedLimit[] {
  const hasMost = limits.some(({ kind }) => kind === 'maxItems');
  return limits.filter(({ kind }) => kind !== 'minItems' || !hasMost);
}

function nameOf(kind: LimitKind, words: Labels): string {
  if (kind === 'minItems' || kind === 'maxItems') return words.items;
  return words[kind];
}

function numbersOf({ kind, node }: StatedLimit, words: Labels): string {
  switch (kind) {
    case 'body':
      return typeof node.bytes === 'number' ? words.bytes(grouped(node.bytes)) : words.none;
    case 'depth':
      return words.levels(grouped(node.depth));
    case 'minItems':
    case 'maxItems':
      return words.itemCount(
        grouped(node.minItems ?? 0),
        node.maxItems === undefined ? undefined : grouped(node.maxItems),
      );
    case 'rate':
      return rateOf(node, words);
    case 'clock':
      return words.skew(grouped(node.seconds));
    case 'future':
      return words.ahead(grouped(node.seconds));
  }
}

function rateOf(rate: StatedLimit['node'], words: Labels): string {
  const value = words.requests({
    requests: grouped(rate.requests),
    seconds: grouped(rate.windowSeconds),
    scope: words.scopes[String(rate.scope)] ?? String(rate.scope),
    burst: rate.burst === undefined ? undefined : grouped(rate.burst),
  });
  return `${value} (${words.algorithm[rate.algorithm as keyof Labels['algorithm']]})`;
}

function grouped(number: Json | undefined): string {
  return Number(number).toLocaleString('en-US');
}
