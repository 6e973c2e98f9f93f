/** Every schema node that a request is held to, with the place of its values: what cases are generated from and counted by. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  valueAt,
} from '@pushspec/contract';

/** In a path: any element of a list. */
export const ITEM = Symbol('item');
/** In a path: any member whose name the schema does not list. */
export const MEMBER = Symbol('member');
export type Segment = string | typeof ITEM | typeof MEMBER;

export interface SchemaPlace {
  /** JSON pointer of the node in the document. */
  readonly pointer: string;
  readonly node: JsonObject;
  /** Where its values are in the body, or in the object whose names it is about. */
  readonly path: readonly Segment[];
  /** `name`: the texts it is about are names of members. */
  readonly about: 'value' | 'name';
  /** What it is inside of, and the pointer of that keyword: a value may break the node and be fine. */
  readonly inside?: { readonly keyword: 'not' | 'choice'; readonly pointer: string };
}

/** All nodes of the schema at a pointer, in the order of the document; `$ref` is followed. */
export function schemaPlaces(document: OpenApiDocument, pointer: string): SchemaPlace[] {
  const found: SchemaPlace[] = [];
  visit({ document, found, seen: new Set() }, { pointer, path: [], about: 'value' });
  return found;
}

interface Walk {
  readonly document: OpenApiDocument;
  readonly found: SchemaPlace[];
  readonly seen: Set<string>;
}

type Spot = Omit<SchemaPlace, 'node'>;

function visit(walk: Walk, spot: Spot): void {
  const node = valueAt(walk.document, spot.pointer);
  if (!isObject(node)) return;
  const key = `${spot.pointer} ${spot.about} ${spot.path.map(String).join('/')} ${spot.inside?.pointer}`;
  // A schema that holds itself is looked at once.
  if (walk.seen.has(key) || spot.path.length > DEEPEST) return;
  walk.seen.add(key);
  walk.found.push({ ...spot, node });
  if (typeof node.$ref === 'string') {
    visit(walk, { ...spot, pointer: decodeURIComponent(node.$ref.slice(1)) });
  }
  for (const child of children(spot, node)) visit(walk, child);
}

const DEEPEST = 12;

function children(spot: Spot, node: JsonObject): Spot[] {
  const { pointer, path } = spot;
  const at = (suffix: string, change: Partial<Spot> = {}): Spot => ({
    ...spot,
    ...change,
    pointer: `${pointer}/${suffix}`,
  });
  const inside = (keyword: 'not' | 'choice', suffix: string): Partial<Spot> => ({
    inside: spot.inside?.keyword === 'not' ? spot.inside : { keyword, pointer: `${pointer}/${suffix}` },
  });
  const list = (keyword: string) => indices(node[keyword]).map((index) => `${keyword}/${index}`);
  return [
    ...list('allOf').map((part) => at(part)),
    ...['anyOf', 'oneOf'].flatMap((name) => list(name).map((branch) => at(branch, inside('choice', name)))),
    at('if', inside('choice', 'if')),
    // What follows from a condition has to be kept wherever it is applied.
    ...['then', 'else'].map((name) => at(name)),
    at('not', inside('not', 'not')),
    ...names(node.properties).map((name) =>
      at(`properties/${escapePointer(name)}`, { path: [...path, name] }),
    ),
    at('propertyNames', { about: 'name' }),
    at('additionalProperties', { path: [...path, MEMBER] }),
    at('items', { path: [...path, ITEM] }),
  ];
}

function indices(list: Json | undefined): number[] {
  return Array.isArray(list) ? [...list.keys()] : [];
}

function names(map: Json | undefined): string[] {
  return isObject(map) ? Object.keys(map) : [];
}
