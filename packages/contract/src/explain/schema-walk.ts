/** Walks a request schema the way a value is walked, following `$ref` and `allOf`. */
import { escapePointer, isObject, type JsonObject, resolveNode } from '../document.ts';

/** `*` stands for any array index and for any name that the schema does not list. */
export const ANY = '*';

export interface SchemaNode {
  /** Where the values of this node are, as names and {@link ANY}. */
  path: readonly string[];
  node: JsonObject;
}

/** A path as text: a JSON pointer, so that names with slashes and empty names are told apart. */
export function pathKey(path: readonly string[]): string {
  return path.map((segment) => `/${escapePointer(segment)}`).join('');
}

/**
 * All nodes of a schema with the places of their values, in the order of the document.
 * Branches of `anyOf` and `oneOf` are left out: which of them holds depends on the value.
 */
export function walkSchema(document: JsonObject, root: JsonObject): SchemaNode[] {
  const found: SchemaNode[] = [];
  const visit = (node: unknown, path: readonly string[]) => {
    if (!isObject(node)) return;
    const resolved = resolveNode(document, node);
    found.push({ path, node: resolved });
    if (Array.isArray(resolved.allOf)) for (const part of resolved.allOf) visit(part, path);
    if (isObject(resolved.properties)) {
      for (const [name, child] of Object.entries(resolved.properties)) visit(child, [...path, name]);
    }
    visit(resolved.additionalProperties, [...path, ANY]);
    visit(resolved.items, [...path, ANY]);
  };
  visit(root, []);
  return found;
}

/** Names of the members that an object schema lists, those of its `allOf` parts included. */
export function memberNames(document: JsonObject, node: JsonObject): string[] {
  const resolved = resolveNode(document, node);
  const own = isObject(resolved.properties) ? Object.keys(resolved.properties) : [];
  const parts = Array.isArray(resolved.allOf) ? resolved.allOf.filter(isObject) : [];
  return [...own, ...parts.flatMap((part) => memberNames(document, part))];
}
