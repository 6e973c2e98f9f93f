/** Copies the properties of an accepted object that its result keeps. */
import { type JsonObject, schemaRules } from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';

/**
 * Returns a function that copies an object without the properties that the vendor ignores: undeclared ones, if the
 * schema at `path` has a reason for unknown properties.
 */
export function keptProperties(
  { nodes }: SchemaExplainer,
  path: readonly string[],
): (value: JsonObject) => JsonObject {
  const isHere = (other: readonly string[]) => path.every((segment, index) => other[index] === segment);
  const here = nodes.filter((node) => node.path.length === path.length && isHere(node.path));
  if (here.every(({ node }) => schemaRules(node).unknownProperties === undefined))
    return (value) => ({ ...value });
  const named = new Set(
    nodes.flatMap((node) =>
      node.path.length === path.length + 1 && isHere(node.path) ? node.path.slice(-1) : [],
    ),
  );
  return (value) => Object.fromEntries(Object.entries(value).filter(([name]) => named.has(name)));
}
