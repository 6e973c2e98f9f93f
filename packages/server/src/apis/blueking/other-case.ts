/**
 * Completes items with properties in another letter case. The receiver checks exact names only, but its converter then
 * reads names in any case.
 */
import { isObject, type Json, type JsonObject, pointerSegments, schemaRules } from '@pushspec/contract';
import { ANY, type SchemaNode } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import type { Kinds } from './validate.ts';

/** A property that is never absent after the check, so that another letter case does not replace it. */
const ALWAYS_SET = 'timestamp';

/**
 * Returns the function that adds the values of names in another letter case. Objects are merged. For other values, chance
 * decides at the receiver. Here the exact name wins.
 */
export function withOtherCase(contract: Contract, kinds: Kinds) {
  const path = [...pointerSegments(contract.operation.body.items ?? ''), ANY].join('/');
  const names = new Map([...kinds].map(([kind, { explainer }]) => [kind, namesAt(explainer.nodes, path)]));
  return (item: JsonObject, kind: string): JsonObject => {
    const known = names.get(kind) ?? new Set();
    if (known.size === 0) return item;
    const completed: JsonObject = { ...item };
    for (const [name, value] of Object.entries(item)) {
      const exact = name.toLowerCase();
      if (name === exact || !known.has(exact) || exact === ALWAYS_SET || value === null) continue;
      completed[exact] = Object.hasOwn(completed, exact) ? merged(completed[exact] as Json, value) : value;
    }
    return completed;
  };
}

function merged(value: Json, other: Json): Json {
  return isObject(value) && isObject(other) ? { ...other, ...value } : value;
}

/** Returns the lowercase names that items have in any letter case. */
function namesAt(nodes: readonly SchemaNode[], path: string): Set<string> {
  return new Set(
    nodes.flatMap(({ path: own, node }) =>
      own.join('/') === path ? Object.keys(schemaRules(node).otherCase?.types ?? {}) : [],
    ),
  );
}
