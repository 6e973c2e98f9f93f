/** The limits of an operation as people are told of them: the numbers, what happens beyond them, and where they are known from. */
import {
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
} from '../document.ts';
import { itemArrays } from './item-arrays.ts';
import { type Known, knownOf, knownOfReason } from './known-of.ts';

export type LimitKind = 'body' | 'depth' | 'minItems' | 'maxItems' | 'rate' | 'clock' | 'future';

export interface StatedLimit {
  readonly kind: LimitKind;
  /** The object of the contract that has the numbers. */
  readonly node: JsonObject;
  /** Code of what happens beyond it; undefined where nothing does. */
  readonly reason: string | undefined;
  readonly known: Known;
}

/** In the order in which a request meets them. */
export function statedLimits(document: OpenApiDocument, entry: OperationEntry): StatedLimit[] {
  const { operation } = entry;
  const stated = (kind: LimitKind, node: JsonObject): StatedLimit => ({
    ...{ kind, node, known: knownOf(document, node) },
    reason: node.reason === undefined ? undefined : String(node.reason),
  });
  const clock = operation['x-clock-skew'];
  return [
    stated('body', operation['x-max-body-bytes'] as JsonObject),
    stated('depth', operation['x-max-depth'] as JsonObject),
    ...itemLimits(document, entry),
    ...(operation['x-rate-limits'] as JsonObject[]).map((rate) => stated('rate', rate)),
    ...(isObject(clock) ? [stated('clock', clock)] : []),
    ...futureLimits(document),
  ];
}

function itemLimits(document: OpenApiDocument, entry: OperationEntry): StatedLimit[] {
  const pointer = entry.operation['x-item-pointer'];
  if (typeof pointer !== 'string') return [];
  const node = itemArrays(document, bodySchemaPointer(entry), pointer)[0] ?? {};
  const reasons = node['x-reason'];
  return (['minItems', 'maxItems'] as const)
    .filter((kind) => node[kind] !== undefined)
    .map((kind) => {
      const reason = String(isObject(reasons) ? reasons[kind] : reasons);
      // A reason words what happens beyond a limit; where the limit itself comes from may be said on its node.
      const known = node['x-provenance'] === undefined ? knownOfReason(document, reason) : undefined;
      return { kind, node, reason, known: known ?? knownOf(document, node) };
    });
}

/** How far the time of an item may lie ahead; kinds of items that agree are told once. */
function futureLimits(document: OpenApiDocument): StatedLimit[] {
  const rules = new Map<string, JsonObject>();
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    const rule = isObject(node) ? node['x-max-future'] : undefined;
    if (isObject(rule)) rules.set(JSON.stringify(rule), rule);
    for (const child of Object.values(node)) visit(child);
  };
  visit(document.components.schemas);
  return [...rules.values()].map((node) => {
    const reason = String(node.reason);
    return {
      kind: 'future',
      node,
      reason,
      known: knownOfReason(document, reason) ?? knownOf(document, node),
    };
  });
}
