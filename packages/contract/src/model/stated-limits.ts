/** Lists the limits of an operation for tables: the numbers, the reason when a limit is exceeded, and the source. */
import {
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
} from '../document.ts';
import { nodesIn } from '../schema-walk.ts';
import { itemArrays } from './item-arrays.ts';
import { type Origin, originOf, originOfSchemaLimit } from './origin.ts';

export type LimitKind = 'body' | 'depth' | 'minItems' | 'maxItems' | 'rate' | 'clock' | 'future';

/** A limit with its reason and source. */
export interface StatedLimit {
  readonly kind: LimitKind;
  /** The object of the contract that holds the numbers. */
  readonly node: JsonObject;
  /** Reason code when the limit is exceeded, or `undefined` if the limit is not enforced. */
  readonly reason: string | undefined;
  readonly origin: Origin;
}

/** Returns the limits in the order in which a request is checked. */
export function statedLimits(document: OpenApiDocument, entry: OperationEntry): StatedLimit[] {
  const { operation } = entry;
  const stated = (kind: LimitKind, node: JsonObject): StatedLimit => ({
    ...{ kind, node, origin: originOf(document, node) },
    reason: node.reason === undefined ? undefined : String(node.reason),
  });
  const clock = operation['x-clock-skew'];
  return [
    stated('body', operation['x-max-body-bytes'] as JsonObject),
    stated('depth', operation['x-max-depth'] as JsonObject),
    ...itemLimits(document, entry),
    ...((operation['x-rate-limits'] ?? []) as JsonObject[]).map((rate) => stated('rate', rate)),
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
      return { kind, node, reason, origin: originOfSchemaLimit(document, node, reason) };
    });
}

/** Returns how far the time of an item may be in the future. Kinds of items with the same limit share one entry. */
function futureLimits(document: OpenApiDocument): StatedLimit[] {
  const rules = new Map<string, JsonObject>();
  for (const { node } of nodesIn(document.components.schemas)) {
    const rule = node['x-max-future'];
    if (isObject(rule)) rules.set(JSON.stringify(rule), rule);
  }
  return [...rules.values()].map((node) => {
    const reason = String(node.reason);
    return { kind: 'future', node, reason, origin: originOfSchemaLimit(document, node, reason) };
  });
}
