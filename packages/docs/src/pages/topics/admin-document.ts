/** Reads the OpenAPI document of the admin API. */
import { isObject, type JsonObject } from '@pushspec/contract';
import { parse } from 'yaml';
import { ADMIN_DOCUMENT, readRepositoryFile } from './repository-files.ts';

/** An operation of the admin API. */
export interface AdminOperation {
  method: string;
  path: string;
  operationId: string;
  operation: JsonObject;
}

let document: JsonObject | undefined;

/** Returns the document, which is read once. */
export function adminDocument(): JsonObject {
  document ??= parse(readRepositoryFile(ADMIN_DOCUMENT)) as JsonObject;
  return document;
}

/** Returns all operations, in document order. */
export function adminOperationList(): AdminOperation[] {
  return Object.entries(adminDocument().paths as Record<string, JsonObject>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operationId: String((operation as JsonObject).operationId),
      operation: operation as JsonObject,
    })),
  );
}

/** Returns the target of a `$ref`, or the node itself. */
export function resolved(node: unknown): JsonObject {
  if (!isObject(node)) return {};
  if (typeof node.$ref !== 'string') return node;
  const target = node.$ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((parent, name) => (isObject(parent) ? parent[name] : undefined), adminDocument());
  return resolved(target);
}

/** Returns the schema name in a `$ref`. */
export function refName(node: unknown): string | undefined {
  return isObject(node) && typeof node.$ref === 'string' ? node.$ref.split('/').at(-1) : undefined;
}

/** Returns the schema of the JSON body of a request or response. */
export function jsonSchemaOf(node: unknown): JsonObject | undefined {
  const content = isObject(node) && isObject(node.content) ? node.content['application/json'] : undefined;
  return isObject(content) && isObject(content.schema) ? content.schema : undefined;
}

/** Returns the description of a node on one line. Empty if it has none. */
export function descriptionOf(node: JsonObject): string {
  return String(node.description ?? '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}

/** Schemas with their own table. Other schemas appear where they are used. */
export const schemasWithTable: readonly string[] = [
  'Verdict',
  'Finding',
  'Item',
  'Record',
  'Limits',
  'Credential',
  'SignatureReport',
  'OpenFault',
];
