/** Finds the values that a schema node applies to. */
import { escapePointer, isObject, type Json } from '@pushspec/contract';
import { ANY_ITEM, ANY_PROPERTY, type SchemaLocation, type Segment } from './schema-locations.ts';

export interface LocatedValue {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly value: Json;
}

/** Returns the property names that the schemas at a path list, combined across `allOf`. */
export type KnownNames = (path: readonly Segment[]) => ReadonlySet<string>;

export function knownNames(locations: readonly SchemaLocation[]): KnownNames {
  const byPath = new Map<string, Set<string>>();
  for (const { path, node, about } of locations) {
    if (about === 'name' || !isObject(node.properties)) continue;
    const names = byPath.get(pathKey(path)) ?? new Set<string>();
    for (const name of Object.keys(node.properties)) names.add(name);
    byPath.set(pathKey(path), names);
  }
  return (path) => byPath.get(pathKey(path)) ?? new Set();
}

/** Returns all values at a path of a body. */
export function valuesAt(body: Json, path: readonly Segment[], known: KnownNames): LocatedValue[] {
  let values: LocatedValue[] = [{ pointer: '', value: body }];
  path.forEach((segment, depth) => {
    const listed = segment === ANY_PROPERTY ? known(path.slice(0, depth)) : undefined;
    values = values.flatMap(({ pointer, value }) =>
      parts(value, segment, listed).map(([name, child]) => ({
        pointer: `${pointer}/${escapePointer(name)}`,
        value: child,
      })),
    );
  });
  return values;
}

function parts(value: Json, segment: Segment, listed: ReadonlySet<string> | undefined): [string, Json][] {
  if (segment === ANY_ITEM)
    return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : [];
  if (!isObject(value)) return [];
  if (segment === ANY_PROPERTY) return Object.entries(value).filter(([name]) => !listed?.has(name));
  return Object.hasOwn(value, segment as string)
    ? [[segment as string, value[segment as string] as Json]]
    : [];
}

export function pathKey(path: readonly Segment[]): string {
  return path
    .map((segment) => (typeof segment === 'string' ? escapePointer(segment) : String(segment)))
    .join('/');
}
