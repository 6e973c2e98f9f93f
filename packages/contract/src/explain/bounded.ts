/** Cuts what is collected from: with `$ref` the validator's time grows with the square of the failures that it collects. */
import type { ErrorObject } from 'ajv';
import { escapePointer, isObject, type Json, pointerSegments } from '../document.ts';
import { ANY, pathKey, type SchemaNode } from './schema-walk.ts';

/** Members looked at in an object, beside those that the schema names, and elements looked at in an array. */
const LOOKED_AT = 100;

/** The value with objects and arrays cut short; members that the schema or one of the failures names in this place stay. */
export function bounded(
  value: unknown,
  nodes: readonly SchemaNode[],
  failures: readonly ErrorObject[],
): unknown {
  const named = new Set(nodes.map(({ path }) => pathKey(path)));
  const failing = new Set(failures.flatMap(placesOnTheWay));
  const deepest = Math.max(...nodes.map(({ path }) => path.length));
  const cut = (node: Json, depth: number, schemaPlace: string, pointer: string): Json => {
    // The schema does not look any deeper.
    if (depth > deepest) return node;
    const below = (child: Json, name: string, schemaName: string) =>
      cut(child, depth + 1, `${schemaPlace}/${schemaName}`, `${pointer}/${name}`);
    if (Array.isArray(node)) {
      return node.slice(0, LOOKED_AT).map((child, index) => below(child, String(index), ANY));
    }
    if (!isObject(node)) return node;
    const members = Object.entries(node).flatMap(([name, child], index): [string, Json][] => {
      const segment = escapePointer(name);
      const isNamed = named.has(`${schemaPlace}/${segment}`);
      const stays = index < LOOKED_AT || isNamed || failing.has(`${pointer}/${segment}`);
      return stays ? [[name, below(child, segment, isNamed ? segment : ANY)]] : [];
    });
    return Object.fromEntries(members);
  };
  return cut(value as Json, 0, '', '');
}

/** The pointers of a failing value and of all that holds it. */
function placesOnTheWay({ instancePath, propertyName, params }: ErrorObject): string[] {
  const name: unknown = propertyName ?? params.propertyName;
  const path = [...pointerSegments(instancePath), ...(name === undefined ? [] : [String(name)])];
  return path.map((_, index) => pathKey(path.slice(0, index + 1)));
}
