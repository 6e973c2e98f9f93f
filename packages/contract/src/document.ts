/** The parts of an OpenAPI document that pushspec's own code reads. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** An OpenAPI 3.1 document with the pushspec extensions, as a bundle holds it. */
export interface OpenApiDocument extends JsonObject {
  info: JsonObject;
  paths: { [path: string]: { [method: string]: JsonObject } };
  components: { schemas: { [name: string]: JsonObject } } & JsonObject;
  'x-reasons': { [code: string]: JsonObject };
}

/** One operation together with where it stands. */
export interface OperationEntry {
  operationId: string;
  path: string;
  method: string;
  operation: JsonObject;
  /** JSON pointer of the operation in its document. */
  pointer: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** All operations of a document, in its order. @throws TypeError where it is no OpenAPI document */
export function operationsOf(document: OpenApiDocument): OperationEntry[] {
  if (!isObject(document?.paths))
    throw new TypeError(
      'this is no OpenAPI document, as it has no paths: give a parsed one, such as of loadBundle',
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

/** The value at a JSON pointer, or undefined. */
export function valueAt(root: unknown, pointer: string): Json | undefined {
  let value = root as Json | undefined;
  for (const segment of pointerSegments(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else if (isObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

/** Follows the `$ref` of a node inside its document, as often as there is one. */
export function resolveNode(document: JsonObject, node: JsonObject): JsonObject {
  let current = node;
  while (typeof current.$ref === 'string') {
    const target = valueAt(document, decodeURIComponent(current.$ref.slice(1)));
    if (!isObject(target)) throw new Error(`the contract refers to ${current.$ref}, which is not there`);
    current = target;
  }
  return current;
}

/** The media type of an operation's request body. */
export function bodyMediaType(entry: OperationEntry): string {
  const body = entry.operation.requestBody;
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content) : [];
  if (content[0] === undefined) throw new Error(`operation ${entry.operationId} takes no body`);
  return content[0];
}

/** JSON pointer of an operation's request body schema. */
export function bodySchemaPointer(entry: OperationEntry): string {
  return `${entry.pointer}/requestBody/content/${escapePointer(bodyMediaType(entry))}/schema`;
}
