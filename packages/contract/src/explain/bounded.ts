/** Trims a value before all of its failures are collected: with `$ref`, a validator takes quadratic time to collect failures. */
import type { ErrorObject } from 'ajv';
import { escapePointer, isObject, type Json, pointerSegments } from '../document.ts';
import { ANY, pathKey, type SchemaNode } from '../schema-walk.ts';

/** Number of array elements to keep, and of object properties in addition to those that the schema names. */
const MAX_INSPECTED = 100;

/**
 * Returns the value with shortened objects and arrays. Properties stay if the schema or one of the failures names them at
 * their location.
 */
export function bounded(
  value: unknown,
  nodes: readonly SchemaNode[],
  failures: readonly ErrorObject[],
): unknown {
  const named = new Set(nodes.map(({ path }) => pathKey(path)));
  const failing = new Set(failures.flatMap(ancestorPointers));
  const deepest = Math.max(...nodes.map(({ path }) => path.length));
  const cut = (node: Json, depth: number, schemaPointer: string, pointer: string): Json => {
    // The schema has no rules below this depth.
    if (depth > deepest) return node;
    const below = (child: Json, name: string, schemaName: string) =>
      cut(child, depth + 1, `${schemaPointer}/${schemaName}`, `${pointer}/${name}`);
    if (Array.isArray(node)) {
      return node.slice(0, MAX_INSPECTED).map((child, index) => below(child, String(index), ANY));
    }
    if (!isObject(node)) return node;
    const properties = Object.entries(node).flatMap(([name, child], index): [string, Json][] => {
      const segment = escapePointer(name);
      const isNamed = named.has(`${schemaPointer}/${segment}`);
      const stays = index < MAX_INSPECTED || isNamed || failing.has(`${pointer}/${segment}`);
      return stays ? [[name, below(child, segment, isNamed ? segment : ANY)]] : [];
    });
    return Object.fromEntries(properties);
  };
  return cut(value as Json, 0, '', '');
}

/** Returns the pointers of a failing value and of everything that contains it. */
function ancestorPointers({ instancePath, propertyName, params }: ErrorObject): string[] {
  const name: unknown = propertyName ?? params.propertyName;
  const path = [...pointerSegments(instancePath), ...(name === undefined ? [] : [String(name)])];
  return path.map((_, index) => pathKey(path.slice(0, index + 1)));
}
