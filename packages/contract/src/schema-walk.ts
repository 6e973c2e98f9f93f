/** Walks documents: through a schema along the structure of its values, or over every object in a part. */
import { escapePointer, isObject, type Json, type JsonObject, resolveNode } from './document.ts';

/** Path segment for any array index and for any name that the schema does not list. */
export const ANY = '*';

export interface SchemaNode {
  /** Path of the values of this node, as names and {@link ANY}. */
  path: readonly string[];
  node: JsonObject;
}

/** Returns a path as a JSON pointer, which distinguishes empty names and names with slashes. */
export function pathKey(path: readonly string[]): string {
  return path.map((segment) => `/${escapePointer(segment)}`).join('');
}

/**
 * Returns all nodes of a schema with the paths of their values, in document order.
 * Skips branches of `anyOf` and `oneOf`, because they apply only to some values.
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

/** Returns the property names that an object schema lists, including those of its `allOf` parts. */
export function listedPropertyNames(document: JsonObject, node: JsonObject): string[] {
  const resolved = resolveNode(document, node);
  const own = isObject(resolved.properties) ? Object.keys(resolved.properties) : [];
  const parts = Array.isArray(resolved.allOf) ? resolved.allOf.filter(isObject) : [];
  return [...own, ...parts.flatMap((part) => listedPropertyNames(document, part))];
}

/** An object of a document and its location. */
export interface DocumentNode {
  readonly node: JsonObject;
  /** JSON pointer, starting with the pointer of the root. */
  readonly pointer: string;
}

export interface NodeWalk {
  /** JSON pointer of the root. @default '' */
  readonly pointer?: string;
  /** Returns whether to visit a property of an object. @default all of them */
  enters?(name: string, parent: DocumentNode): boolean;
  /**
   * The document in which to follow references. Each node is then visited once, and has the pointer of its first reference.
   * @default references are not followed
   */
  readonly references?: JsonObject;
}

/** Returns every object in a part of a document, including the part itself, in document order. */
export function nodesIn(root: Json | undefined, walk: NodeWalk = {}): DocumentNode[] {
  const { pointer: start = '', enters = () => true, references } = walk;
  const found: DocumentNode[] = [];
  const seen = new Set<JsonObject>();
  const visit = (value: Json | undefined, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((child, index) => void visit(child, `${pointer}/${index}`));
    if (!isObject(value)) return;
    const node = references ? resolveNode(references, value) : value;
    if (references && seen.has(node)) return;
    seen.add(node);
    const located = { node, pointer };
    found.push(located);
    for (const [name, child] of Object.entries(node)) {
      if (enters(name, located)) visit(child, `${pointer}/${escapePointer(name)}`);
    }
  };
  visit(root, start);
  return found;
}
