/** Lists every schema node that applies to a request, with the path of its values. Case generation and coverage build on it. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  valueAt,
} from '@pushspec/contract';

/** Path segment that matches any element of a list. */
export const ANY_ITEM = Symbol('item');
/** Path segment that matches any property that the schema does not list. */
export const ANY_PROPERTY = Symbol('property');
export type Segment = string | typeof ANY_ITEM | typeof ANY_PROPERTY;

export interface SchemaLocation {
  /** JSON pointer of the node in the document. */
  readonly pointer: string;
  readonly node: JsonObject;
  /** Path of its values in the body, or of the object whose property names it constrains. */
  readonly path: readonly Segment[];
  /** `name` if it constrains property names. */
  readonly about: 'value' | 'name';
  /** The enclosing keyword and its pointer, inside of which a value may break the node and still be valid. */
  readonly inside?: { readonly keyword: Enclosing; readonly pointer: string };
}

/**
 * An enclosing keyword: `not`, a choice of kinds (`anyOf`) or by a condition (`if`), or alternatives of different types
 * (`oneOf`), each with its own rules.
 */
export type Enclosing = 'not' | 'choice' | 'alternatives';

/** Returns all nodes of the schema at a pointer, in document order. Follows `$ref`. */
export function schemaLocations(document: OpenApiDocument, pointer: string): SchemaLocation[] {
  const found: SchemaLocation[] = [];
  visit({ document, found, seen: new Set() }, { pointer, path: [], about: 'value' });
  return found;
}

interface Walk {
  readonly document: OpenApiDocument;
  readonly found: SchemaLocation[];
  readonly seen: Set<string>;
}

type Position = Omit<SchemaLocation, 'node'>;

function visit(walk: Walk, position: Position): void {
  const node = valueAt(walk.document, position.pointer);
  if (!isObject(node)) return;
  const key = `${position.pointer} ${position.about} ${position.path.map(String).join('/')} ${position.inside?.pointer}`;
  // Visit a recursive schema once.
  if (walk.seen.has(key) || position.path.length > MAX_DEPTH) return;
  walk.seen.add(key);
  walk.found.push({ ...position, node });
  if (typeof node.$ref === 'string') {
    visit(walk, { ...position, pointer: decodeURIComponent(node.$ref.slice(1)) });
  }
  for (const child of children(position, node)) visit(walk, child);
}

const MAX_DEPTH = 12;

function children(position: Position, node: JsonObject): Position[] {
  const { pointer, path } = position;
  const at = (suffix: string, change: Partial<Position> = {}): Position => ({
    ...position,
    ...change,
    pointer: `${pointer}/${suffix}`,
  });
  const inside = (keyword: Enclosing, suffix: string): Partial<Position> => ({
    inside:
      position.inside?.keyword === 'not' ? position.inside : { keyword, pointer: `${pointer}/${suffix}` },
  });
  const list = (keyword: string) => indices(node[keyword]).map((index) => `${keyword}/${index}`);
  return [
    ...list('allOf').map((part) => at(part)),
    ...list('anyOf').map((branch) => at(branch, inside('choice', 'anyOf'))),
    ...list('oneOf').map((branch) => at(branch, inside('alternatives', 'oneOf'))),
    at('if', inside('choice', 'if')),
    // `then` and `else` apply unconditionally wherever their condition holds.
    ...['then', 'else'].map((name) => at(name)),
    at('not', inside('not', 'not')),
    ...names(node.properties).map((name) =>
      at(`properties/${escapePointer(name)}`, { path: [...path, name] }),
    ),
    at('propertyNames', { about: 'name' }),
    at('additionalProperties', { path: [...path, ANY_PROPERTY] }),
    at('items', { path: [...path, ANY_ITEM] }),
  ];
}

function indices(list: Json | undefined): number[] {
  return Array.isArray(list) ? [...list.keys()] : [];
}

function names(map: Json | undefined): string[] {
  return isObject(map) ? Object.keys(map) : [];
}
