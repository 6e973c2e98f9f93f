/** Which limit each reason is about, as the parameters of its message. */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode, valueAt } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';
import { schemaRules } from '../model/schema-rules.ts';
import { rateParameters } from '../rate-parameters.ts';
import type { MessageParameters } from '../reasons.ts';

/** Keywords whose reason is about a number of theirs. */
const KEYWORDS = ['maxLength', 'maxItems', 'maxProperties'];

/** By reason code. A reason of several limits has the parameters of the first. */
export function limitParameters(document: OpenApiDocument): ReadonlyMap<string, MessageParameters> {
  const parameters = new Map<string, MessageParameters>();
  const add = (code: unknown, numbers: MessageParameters) => {
    if (typeof code === 'string' && !parameters.has(code)) parameters.set(code, numbers);
  };
  for (const { limits, body } of readOperations(document)) {
    const { bodyBytes, droppedFromBytes, depth, clockSkew } = limits;
    for (const limit of [bodyBytes, droppedFromBytes, depth, clockSkew]) {
      if (typeof limit === 'object') add(limit.reason, { limit: limit.value });
    }
    for (const rate of limits.rates) add(rate.reason, rateParameters(rate));
    for (const node of nodesBelow(document, valueAt(document, body.schema))) {
      const { maxFuture, reasonByKeyword } = schemaRules(node);
      if (maxFuture) add(maxFuture.reason, { offset: maxFuture.seconds });
      for (const keyword of KEYWORDS.filter((name) => typeof node[name] === 'number')) {
        add(reasonByKeyword[keyword], { limit: Number(node[keyword]) });
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
