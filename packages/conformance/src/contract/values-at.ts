/** The values that a schema node is about. */
import { escapePointer, isObject, type Json } from '@pushspec/contract';
import { ITEM, MEMBER, type SchemaPlace, type Segment } from './schema-places.ts';

export interface PlacedValue {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly value: Json;
}

/** Names of the members that the schemas of a place list; all parts of an `allOf` together. */
export type KnownNames = (path: readonly Segment[]) => ReadonlySet<string>;

export function knownNames(places: readonly SchemaPlace[]): KnownNames {
  const byPath = new Map<string, Set<string>>();
  for (const { path, node, about } of places) {
    if (about === 'name' || !isObject(node.properties)) continue;
    const names = byPath.get(pathKey(path)) ?? new Set<string>();
    for (const name of Object.keys(node.properties)) names.add(name);
    byPath.set(pathKey(path), names);
  }
  return (path) => byPath.get(pathKey(path)) ?? new Set();
}

/** All values at a path of a body. */
export function valuesAt(body: Json, path: readonly Segment[], known: KnownNames): PlacedValue[] {
  let values: PlacedValue[] = [{ pointer: '', value: body }];
  path.forEach((segment, depth) => {
    const listed = segment === MEMBER ? known(path.slice(0, depth)) : undefined;
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
  if (segment === ITEM) return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : [];
  if (!isObject(value)) return [];
  if (segment === MEMBER) return Object.entries(value).filter(([name]) => !listed?.has(name));
  return Object.hasOwn(value, segment as string)
    ? [[segment as string, value[segment as string] as Json]]
    : [];
}

export function pathKey(path: readonly Segment[]): string {
  return path
    .map((segment) => (typeof segment === 'string' ? escapePointer(segment) : String(segment)))
    .join('/');
}
