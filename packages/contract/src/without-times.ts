/** Removes the times of items from an example. A fixed time would store the item in the past, where no one looks. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  valueAt,
} from './document.ts';
import { readOperation } from './model/read-contract.ts';
import { hasReceiptTime } from './model/schema-rules.ts';
import { ANY, walkSchema } from './schema-walk.ts';

/**
 * Returns a copy of a request body without the properties that hold the time of an item. The service then uses the time of
 * receipt. The contract marks these properties.
 */
export function withoutTimes(document: OpenApiDocument, entry: OperationEntry, body: Json): Json {
  return timePaths(document, entry).reduce(without, body);
}

/** Returns the paths of the times in the bodies of an operation, of whatever kind. */
function timePaths(document: OpenApiDocument, entry: OperationEntry): (readonly string[])[] {
  const { kinds, schema } = readOperation(document, entry).body;
  const pointers = kinds.length > 0 ? kinds.map((kind) => kind.schema) : [schema];
  return pointers
    .flatMap((pointer) => walkSchema(document, valueAt(document, pointer) as JsonObject))
    .filter(({ node }) => hasReceiptTime(node))
    .map(({ path }) => path);
}

function without(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === ANY && Array.isArray(value)) return value.map((item) => without(item, rest));
  if (name === undefined || !isObject(value)) return value;
  const kept = Object.entries(value).filter(([property]) => rest.length > 0 || property !== name);
  return Object.fromEntries(
    kept.map(([property, child]) => [property, property === name ? without(child, rest) : child]),
  );
}
