/** Finds the fields that a request requires. */
import {
  isObject,
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  requestExamples,
} from '@pushspec/contract';
import { requestTree } from './request-tree.ts';

/** Returns the paths of the fields that a request like the first example needs, such as `data[].target`. Omits an object if its own required fields are listed. */
export function requiredFields(document: OpenApiDocument, entry: OperationEntry): string[] {
  const first = requestExamples(document, entry)[0]?.value ?? null;
  const fields = requestTree(document, entry);
  const optional = fields.filter(({ need }) => need === 'never').map(({ path }) => path);
  const isInOptional = (path: readonly string[]) =>
    optional.some((other) => other.every((name, index) => path[index] === name));
  const needed = fields
    .filter(({ path, need }) => need === 'always' || (need === 'sometimes' && has(first, path)))
    .filter(({ path }) => !isInOptional(path) && has(first, path))
    .map(({ path }) => path);
  const isOuter = (path: readonly string[]) =>
    needed.some((other) => other.length > path.length && path.every((name, index) => other[index] === name));
  return needed.filter((path) => !isOuter(path)).map(nameOf);
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
