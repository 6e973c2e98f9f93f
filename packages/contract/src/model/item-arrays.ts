/** Finds the array of items in the schema of a body. */
import {
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  pointerSegments,
  resolveNode,
  valueAt,
} from '../document.ts';

/** Returns the JSON pointer into a body to the array of items, or `undefined` if a request carries one event. */
export function itemPointerOf({ operation }: OperationEntry): string | undefined {
  return operation['x-item-pointer'] as string | undefined;
}

/**
 * Returns the schemas of the arrays at a pointer into the body, one for each branch of a choice.
 * The branches are assumed to have the same limits.
 */
export function itemArrays(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer: string,
): JsonObject[] {
  const schema = valueAt(document, schemaPointer);
  let nodes = isObject(schema) ? [schema] : [];
  for (const name of pointerSegments(itemPointer)) {
    nodes = nodes
      .flatMap((node) => branches(document, node))
      .flatMap((node) => {
        const child = isObject(node.properties) ? node.properties[name] : undefined;
        return isObject(child) ? [child] : [];
      });
  }
  return nodes.flatMap((node) => branches(document, node)).filter((node) => node.type === 'array');
}

function branches(document: OpenApiDocument, node: JsonObject): JsonObject[] {
  const resolved = resolveNode(document, node);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = resolved[keyword];
    return Array.isArray(list) ? list.filter(isObject) : [];
  });
  return [resolved, ...parts.flatMap((part) => branches(document, part))];
}
