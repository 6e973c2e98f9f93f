/** Finds the fields that a request requires. */
import {
  isObject,
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  requestExamples,
} from '@pushspec/contract';
import { type Field, requestTree } from './request-tree.ts';

/**
 * Returns the paths of the fields that a request like the given one needs, such as `data[].target`. Omits an object if its
 * own required fields are listed.
 * @param body By default, the first example.
 */
export function requiredFields(
  document: OpenApiDocument,
  entry: OperationEntry,
  body: Json = requestExamples(document, entry)[0]?.value ?? null,
): string[] {
  const needed = outsideOptional(requestTree(document, entry))
    .filter(({ path, need }) => need !== 'never' && has(body, path))
    .map(({ path }) => path);
  const isOuter = (path: readonly string[]) =>
    needed.some((other) => other.length > path.length && path.every((name, index) => other[index] === name));
  return needed.filter((path) => !isOuter(path)).map(nameOf);
}

/** Returns whether a body has all fields that are always required. */
export function hasRequired(fields: readonly Field[], body: Json): boolean {
  return outsideOptional(fields).every(({ path, need }) => need !== 'always' || has(body, path));
}

/** Returns the fields that are not optional and not in an optional object. */
function outsideOptional(fields: readonly Field[]): Field[] {
  const optional = fields.filter(({ need }) => need === 'never').map(({ path }) => path);
  return fields.filter(
    ({ path }) => !optional.some((other) => other.every((name, index) => path[index] === name)),
  );
}

function has(value: Json, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (name === '[]') return Array.isArray(value) && value.some((item) => has(item, rest));
  return isObject(value) && value[name] !== undefined && has(value[name], rest);
}

/** Formats a path, such as `data[].target`. Omits a leading `[]`. */
export function nameOf(path: readonly string[]): string {
  return path
    .join('.')
    .replaceAll('.[]', '[]')
    .replace(/^\[\]\.?/, '');
}
