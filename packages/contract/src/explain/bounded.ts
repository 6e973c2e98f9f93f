/** Cuts what is collected from: with `$ref` the validator's time grows with the square of the failures that it collects. */
import type { ErrorObject } from 'ajv';
import { isObject, type Json, pointerSegments } from '../document.ts';
import type { SchemaNode } from './schema-walk.ts';

/** Members looked at in an object, beside those that the schema names, and elements looked at in an array. */
const LOOKED_AT = 100;

/** The value with objects and arrays cut short; members that the schema or one of the failures names stay. */
export function bounded(
  value: unknown,
  nodes: readonly SchemaNode[],
  failures: readonly ErrorObject[],
): unknown {
  const kept = new Set([
    ...nodes.flatMap(({ path }) => path),
    ...failures.flatMap(({ instancePath, propertyName, params }) => [
      ...pointerSegments(instancePath),
      String(propertyName ?? params.propertyName),
    ]),
  ]);
  const deepest = Math.max(...nodes.map(({ path }) => path.length));
  const cut = (node: Json, depth: number): Json => {
    // The schema does not look any deeper.
    if (depth > deepest) return node;
    if (Array.isArray(node)) return node.slice(0, LOOKED_AT).map((child) => cut(child, depth + 1));
    if (!isObject(node)) return node;
    const members = Object.entries(node).filter(([name], index) => index < LOOKED_AT || kept.has(name));
    return Object.fromEntries(members.map(([name, child]) => [name, cut(child, depth + 1)]));
  };
  return cut(value as Json, 0);
}
