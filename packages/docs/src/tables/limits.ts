/** The limits of an operation: body, depth, items, rate, clock. */
import {
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  pointerSegments,
  resolveNode,
  valueAt,
} from '@pushspec/contract';
import { type Known, knownFrom, knownOf } from './known-from.ts';
import type { Labels } from './labels.ts';
import { literal, table } from './markdown.ts';

interface Limit {
  name: string;
  value: string;
  reason: Json | undefined;
  known: Known;
}

export function limitTable(document: OpenApiDocument, entry: OperationEntry, words: Labels): string {
  const reasons = document['x-reasons'];
  const rows = limitsOf(document, entry, words).map(({ name, value, reason, known }) => {
    const status = reasons[String(reason)]?.status;
    const beyond =
      reason === undefined ? '' : literal(String(reason)) + (status === undefined ? '' : ` (${status})`);
    return [name, value, beyond, knownFrom(document, known, words)];
  });
  return table([words.limit, words.value, words.reason, words.knownFrom], rows);
}

function limitsOf(document: OpenApiDocument, entry: OperationEntry, words: Labels): Limit[] {
  const { operation } = entry;
  const bytes = operation['x-max-body-bytes'] as JsonObject;
  const depth = operation['x-max-depth'] as JsonObject;
  const skew = operation['x-clock-skew'];
  const stated = (node: JsonObject) => ({ reason: node.reason, known: knownOf(document, node) });
  return [
    { name: words.body, value: bodySize(bytes.bytes, words), ...stated(bytes) },
    { name: words.depth, value: words.levels(grouped(depth.depth)), ...stated(depth) },
    ...itemLimit(document, entry, words),
    ...(operation['x-rate-limits'] as JsonObject[]).map((rate) => ({
      name: words.rate,
      value: rateOf(rate, words),
      ...stated(rate),
    })),
    ...(isObject(skew)
      ? [{ name: words.clock, value: words.skew(grouped(skew.seconds)), ...stated(skew) }]
      : []),
    ...futureLimits(document, words),
  ];
}

/** How far the time of an item may lie ahead; kinds of items that agree have one row. */
function futureLimits(document: OpenApiDocument, words: Labels): Limit[] {
  const rules = new Map<string, JsonObject>();
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    const rule = isObject(node) ? node['x-max-future'] : undefined;
    if (isObject(rule)) rules.set(JSON.stringify(rule), rule);
    for (const child of Object.values(node)) visit(child);
  };
  visit(document.components.schemas);
  return [...rules.values()].map((rule) => ({
    name: words.future,
    value: words.ahead(grouped(rule.seconds)),
    reason: rule.reason,
    // Where the limit comes from is said of the reason.
    known: document['x-reasons'][String(rule.reason)] as unknown as Known,
  }));
}

function bodySize(bytes: Json | undefined, words: Labels): string {
  return typeof bytes === 'number' ? words.bytes(grouped(bytes)) : words.none;
}

function rateOf(rate: JsonObject, words: Labels): string {
  const value = words.requests({
    requests: grouped(rate.requests),
    seconds: grouped(rate.windowSeconds),
    scope: words.scopes[String(rate.scope)] ?? String(rate.scope),
    burst: rate.burst === undefined ? undefined : grouped(rate.burst),
  });
  return `${value} (${words.algorithm[rate.algorithm as keyof Labels['algorithm']]})`;
}

function itemLimit(document: OpenApiDocument, entry: OperationEntry, words: Labels): Limit[] {
  const pointer = entry.operation['x-item-pointer'];
  if (typeof pointer !== 'string') return [];
  const array = itemArray(document, bodySchemaPointer(entry), pointer);
  const { minItems = 0, maxItems } = array;
  const reasons = array['x-reason'];
  const keyword = maxItems === undefined ? 'minItems' : 'maxItems';
  const reason = isObject(reasons) ? reasons[keyword] : reasons;
  const stated = document['x-reasons'][String(reason)];
  // A reason words what happens beyond a limit; where the limit itself comes from may be said on its node.
  const known =
    stated && array['x-provenance'] === undefined ? (stated as unknown as Known) : knownOf(document, array);
  const value = words.itemCount(grouped(minItems), maxItems === undefined ? undefined : grouped(maxItems));
  return [{ name: words.items, value, reason, known }];
}

/** The schema of the array at a pointer into the body; the branches of a choice are taken to agree on it. */
function itemArray(document: OpenApiDocument, schemaPointer: string, pointer: string): JsonObject {
  let nodes = branches(document, valueAt(document, schemaPointer));
  for (const name of pointerSegments(pointer)) {
    nodes = nodes.flatMap(({ properties }) =>
      isObject(properties) ? branches(document, properties[name]) : [],
    );
  }
  return nodes.find(({ type }) => type === 'array') ?? {};
}

function branches(document: OpenApiDocument, node: Json | undefined): JsonObject[] {
  if (!isObject(node)) return [];
  const resolved = resolveNode(document, node);
  const parts = [resolved.allOf, resolved.anyOf, resolved.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return [resolved, ...parts.flatMap((part) => branches(document, part))];
}

function grouped(number: Json | undefined): string {
  return Number(number).toLocaleString('en-US');
}
