/** Finds the fields of the requests that a schema describes. */
import { isObject, type OpenApiDocument, operationsOf, readOperation } from '@pushspec/contract';
import { bodyKinds } from './body-kinds.ts';
import { type Field, fieldTree, kindsAt, requestTree } from './request-tree.ts';
import { nameOf } from './required-fields.ts';

/** A field of a request. */
export interface RequestField {
  /** Path from the body, such as `data[].target`. */
  name: string;
  /** Titles of the kinds of requests in which the schema describes the field. Empty if it does so in all of them. */
  kinds: readonly string[];
}

/** Returns the fields of all requests that the schemas at these pointers describe. */
export function requestFields(document: OpenApiDocument, pointers: readonly string[]): RequestField[] {
  return operationsOf(document).flatMap((entry) => {
    const kinds = bodyKinds(document, entry);
    const { decode } = readOperation(document, entry).body;
    const common = [
      ...(kinds.length === 0 ? [requestTree(document, entry)] : []),
      ...(decode === undefined ? [] : [fieldTree(document, decode)]),
    ];
    const shared = new Set(common.flatMap((fields) => namesAt(document, fields, pointers)));
    const titles = new Map<string, string[]>();
    for (const { title, schema } of kinds)
      for (const name of namesAt(document, fieldTree(document, schema), pointers))
        titles.set(name, [...(titles.get(name) ?? []), title]);
    const owned = [...titles].map(([name, list]) => ({
      name,
      kinds: list.length === kinds.length ? [] : list,
    }));
    return [...[...shared].map((name) => ({ name, kinds: [] })), ...owned];
  });
}

/** Returns the names of the fields, and of the items of arrays, at the pointers. */
function namesAt(document: OpenApiDocument, fields: readonly Field[], pointers: readonly string[]): string[] {
  const isAt = (found: readonly string[]) => found.some((pointer) => pointers.includes(pointer));
  const names = fields.flatMap(({ path, pointers: own, kinds }) => {
    const nodes = kinds.flat();
    const items = nodes.flatMap(({ node, pointer }) =>
      isObject(node.items) ? kindsAt(document, `${pointer}/items`).flat() : [],
    );
    return [
      ...(isAt([...own, ...nodes.map(({ pointer }) => pointer)]) ? [nameOf(path)] : []),
      ...(isAt(items.map(({ pointer }) => pointer)) ? [nameOf([...path, '[]'])] : []),
    ];
  });
  return [...new Set(names)];
}
