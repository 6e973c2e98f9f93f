/** Which limit each reason is about, as the parameters of its message. */
import type { RateLimit } from '../config/config.ts';
import {
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
  valueAt,
} from '../document.ts';
import { rateParameters } from '../rate-parameters.ts';
import type { MessageParameters } from '../reasons.ts';

/** Extensions that hold one number and the reason of what lies beyond it. */
const LIMITS = {
  'x-max-body-bytes': 'bytes',
  'x-dropped-from-bytes': 'bytes',
  'x-max-depth': 'depth',
  'x-clock-skew': 'seconds',
} as const;

/** Keywords whose reason is about a number of theirs. */
const KEYWORDS = ['maxLength', 'maxItems', 'maxProperties'];

/** By reason code. A reason of several limits has the parameters of the first. */
export function limitParameters(document: OpenApiDocument): ReadonlyMap<string, MessageParameters> {
  const parameters = new Map<string, MessageParameters>();
  const add = (code: unknown, numbers: MessageParameters) => {
    if (typeof code === 'string' && !parameters.has(code)) parameters.set(code, numbers);
  };
  for (const entry of operationsOf(document)) {
    const { operation } = entry;
    for (const [extension, member] of Object.entries(LIMITS)) {
      const node = operation[extension];
      if (isObject(node) && typeof node[member] === 'number') add(node.reason, { limit: node[member] });
    }
    for (const limit of operation['x-rate-limits'] as unknown as RateLimit[]) {
      add(limit.reason, rateParameters(limit));
    }
    for (const node of nodesBelow(document, valueAt(document, bodySchemaPointer(entry)))) {
      const reason = node['x-reason'];
      const future = node['x-max-future'];
      if (isObject(future)) add(future.reason, { offset: Number(future.seconds) });
      for (const keyword of KEYWORDS.filter((name) => isObject(reason) && typeof node[name] === 'number')) {
        add((reason as JsonObject)[keyword], { limit: Number(node[keyword]) });
      }
    }
  }
  return parameters;
}

/** A node and all in it, through references. */
function nodesBelow(document: OpenApiDocument, node: unknown, seen = new Set<unknown>()): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap((child) => nodesBelow(document, child, seen));
  if (!isObject(node)) return [];
  const resolved = resolveNode(document, node);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  return [resolved, ...Object.values(resolved).flatMap((child) => nodesBelow(document, child, seen))];
}
