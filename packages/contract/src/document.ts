/** Navigates OpenAPI documents: operations, JSON pointers and references. */
import type { OpenApiDocument } from './model/contract.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export type { OpenApiDocument };

/** An operation and its location in the document. */
export interface OperationEntry {
  operationId: string;
  path: string;
  method: string;
  operation: JsonObject;
  /** JSON pointer of the operation in its document. */
  pointer: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Returns all operations of a document, in document order. @throws TypeError if it is not an OpenAPI document */
export function operationsOf(document: OpenApiDocument): OperationEntry[] {
  if (!isObject(document?.paths))
    throw new TypeError(
      'not an OpenAPI document, because it has no `paths`: pass a parsed document, such as one from loadBundle()',
    );
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({
        operationId: String(operation.operationId),
        path,
        method: method.toUpperCase(),
        operation,
        pointer: `/paths/${escapePointer(path)}/${method}`,
      })),
  );
}

/** Returns whether a value is a JSON object, and neither an array nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Escapes one segment of a JSON pointer (RFC 6901). */
export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Splits a JSON pointer into its unescaped segments. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the value at a JSON pointer, or `undefined`. */
export function valueAt(root: unknown, pointer: string): Json | undefined {
  let value = root as Json | undefined;
  for (const segment of pointerSegments(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else if (isObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

/** Follows the chain of `$ref`s of a node within its document. @throws Error if a target is missing */
export function resolveNode(document: JsonObject, node: JsonObject): JsonObject {
  let current = node;
  while (typeof current.$ref === 'string') {
    const target = valueAt(document, decodeURIComponent(current.$ref.slice(1)));
    if (!isObject(target)) throw new Error(`the contract refers to ${current.$ref}, which does not exist`);
    current = target;
  }
  return current;
}

/** Returns the media type of an operation's request body. @throws Error if the operation has no body */
export function bodyMediaType(entry: OperationEntry): string {
  const body = entry.operation.requestBody;
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content) : [];
  if (content[0] === undefined) throw new Error(`operation ${entry.operationId} has no request body`);
  return content[0];
}

/** Returns the JSON pointer of an operation's request body schema. */
export function bodySchemaPointer(entry: OperationEntry): string {
  return `${entry.pointer}/requestBody/content/${escapePointer(bodyMediaType(entry))}/schema`;
}
