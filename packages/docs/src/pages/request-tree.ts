/** Lists the fields of a body as a tree and merges all schemas that describe the same field. */
import {
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  requestExamples,
  valueAt,
} from '@pushspec/contract';

/** A schema node and its location. */
export interface SchemaNode {
  readonly node: JsonObject;
  readonly pointer: string;
}

/** One kind of value: the schema nodes that all apply to it. */
export type Kind = readonly SchemaNode[];

/** Whether a field is required. `sometimes` means for some kinds of bodies only. */
export type Need = 'always' | 'sometimes' | 'never';

/** A field and all schemas that describe it. */
export interface Field {
  /** Names from the body down to the field. `[]` means the items of an array, `*` properties with any other name. */
  readonly path: readonly string[];
  readonly need: Need;
  /** Pointers to the schemas that define the field. */
  readonly pointers: readonly string[];
  readonly kinds: readonly Kind[];
  /** Values of the field in the examples of the contract. */
  readonly examples: readonly Json[];
}

/** Returns all fields of a request body in the order of the contract, parents first. */
export function requestTree(document: OpenApiDocument, entry: OperationEntry): Field[] {
  const values = requestExamples(document, entry).map(({ value }) => value);
  return fieldTree(document, bodySchemaPointer(entry), values);
}

/** Returns all fields of a schema. */
export function fieldTree(document: OpenApiDocument, pointer: string, values: readonly Json[] = []): Field[] {
  return fieldsBelow(document, { alternatives: [[pointer]], path: [], values });
}

/** Returns the kinds of values at a pointer. Follows references, makes each alternative a kind, and adds the parts of an `allOf` to each. */
export function kindsAt(document: OpenApiDocument, pointer: string): Kind[] {
  const node = valueAt(document, pointer);
  if (!isObject(node)) return [[]];
  if (typeof node.$ref === 'string') return kindsAt(document, decodeURIComponent(node.$ref.slice(1)));
  const listed = (keyword: string) =>
    (Array.isArray(node[keyword]) ? node[keyword] : []).map((_, index) => `${pointer}/${keyword}/${index}`);
  const own = kindsOfAll(document, listed('allOf')).map((parts) => [{ node, pointer }, ...parts]);
  const alternatives = [...listed('anyOf'), ...listed('oneOf')].flatMap((each) => kindsAt(document, each));
  if (alternatives.length === 0) return own;
  return own.flatMap((parts) => alternatives.map((nodes) => [...parts, ...nodes]));
}

interface Position {
  /** Lists of schema pointers. All schemas of one list apply to a value. */
  alternatives: readonly (readonly string[])[];
  path: readonly string[];
  values: readonly Json[];
}

function fieldsBelow(document: OpenApiDocument, { alternatives, path, values }: Position): Field[] {
  const kinds = alternatives.flatMap((pointers) => kindsOfAll(document, pointers));
  const items = pointersIn(kinds, ({ node, pointer }) =>
    isObject(node.items) ? `${pointer}/items` : undefined,
  );
  if (items.length > 0) {
    const inner = values.flatMap((value) => (Array.isArray(value) ? value : []));
    return fieldsBelow(document, { alternatives: items, path: [...path, '[]'], values: inner });
  }
  const names = [...new Set(kinds.flatMap((kind) => kind.flatMap(({ node }) => propertiesOf(node))))];
  const named = names.flatMap((name) => {
    const found = pointersIn(kinds, ({ node, pointer }) =>
      propertiesOf(node).includes(name) ? `${pointer}/properties/${name}` : undefined,
    );
    const inner = values.flatMap((value) =>
      isObject(value) && value[name] !== undefined ? [value[name]] : [],
    );
    const position = { alternatives: found, path: [...path, name], values: inner };
    return [fieldAt(document, position, needOf(kinds, name)), ...fieldsBelow(document, position)];
  });
  const others = pointersIn(kinds, ({ node, pointer }) =>
    isObject(node.additionalProperties) ? `${pointer}/additionalProperties` : undefined,
  );
  if (others.length === 0) return named;
  const inner = values.flatMap((value) => othersIn(value, names));
  return [
    ...named,
    fieldAt(document, { alternatives: others, path: [...path, '*'], values: inner }, 'never'),
  ];
}

function fieldAt(document: OpenApiDocument, { alternatives, path, values }: Position, need: Need): Field {
  const kinds = alternatives.flatMap((pointers) => kindsOfAll(document, pointers));
  return { path, need, pointers: alternatives.flat(), kinds, examples: values };
}

/** Returns the kinds of a value to which all schemas apply. */
function kindsOfAll(document: OpenApiDocument, pointers: readonly string[]): Kind[] {
  return pointers.reduce<Kind[]>(
    (kinds, pointer) => kinds.flatMap((kind) => kindsAt(document, pointer).map((more) => [...kind, ...more])),
    [[]],
  );
}

/** Returns the pointers below the nodes of each kind, without duplicates. */
function pointersIn(kinds: readonly Kind[], below: (node: SchemaNode) => string | undefined): string[][] {
  const lists = kinds.map((kind) => kind.flatMap((node) => below(node) ?? []));
  const kept = new Map(lists.filter((list) => list.length > 0).map((list) => [list.join(), list]));
  return [...kept.values()];
}

function needOf(kinds: readonly Kind[], name: string): Need {
  const requiring = kinds.filter((kind) =>
    kind.some(({ node }) => Array.isArray(node.required) && node.required.includes(name)),
  );
  if (requiring.length === 0) return 'never';
  return requiring.length === kinds.length ? 'always' : 'sometimes';
}

function propertiesOf({ properties }: JsonObject): string[] {
  return isObject(properties) ? Object.keys(properties) : [];
}

function othersIn(value: Json, names: readonly string[]): Json[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (names.includes(name) ? [] : [inner]));
}
