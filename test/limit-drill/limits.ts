/** Finds the limits of a contract by program: every number that decides what becomes of a request. */
import {
  bodySchemaPointer,
  developmentConfig,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  valueAt,
} from '@pushspec/contract';

export interface Limit {
  /** JSON pointer of the number. */
  readonly pointer: string;
  /** The keyword, or the extension and its member: `maxLength`, `x-rate-limits.requests`. */
  readonly name: string;
  readonly value: number;
  /** Code of what befalls a request beyond it. */
  readonly reason: string;
  /** Of a limit on a value: the kind of the body, where there are several, and the way to the value. */
  readonly place?: Place;
}

export interface Place {
  readonly kind: string | undefined;
  /** Members on the way into the body, or `header` and a name; `*` is any element, `{}` any member. */
  readonly path: readonly string[];
}

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];

/** Extensions that hold a limit, and which of their members are the numbers. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'x-max-body-bytes': ['bytes'],
  'x-dropped-from-bytes': ['bytes'],
  'x-max-depth': ['depth'],
  'x-clock-skew': ['seconds'],
  'x-rate-limits': ['requests', 'windowSeconds', 'burst'],
};

/** All limits, each number once. */
export function limitsOf(document: OpenApiDocument): Limit[] {
  const limits = operationsOf(document).flatMap(({ operation, pointer, ...entry }) => [
    ...extensionLimits(operation, pointer),
    ...headerLimits(document, operation, pointer),
    ...bodyRoots(operation, bodySchemaPointer({ operation, pointer, ...entry })).flatMap(({ root, kind }) =>
      schemaLimits(document, root, { kind, path: [] }),
    ),
  ]);
  return [...new Map(limits.map((limit) => [limit.pointer, limit])).values()];
}

function extensionLimits(operation: JsonObject, pointer: string): Limit[] {
  return Object.entries(EXTENSIONS).flatMap(([extension, members]) => {
    const value = operation[extension];
    const isList = Array.isArray(value);
    return (isList ? value : [value]).flatMap((node, index) =>
      members.flatMap((member) => {
        if (!isObject(node) || typeof node[member] !== 'number') return [];
        const place = `${pointer}/${extension}${isList ? `/${index}` : ''}/${member}`;
        const name = `${extension}.${member}`;
        return [{ pointer: place, name, value: node[member], reason: String(node.reason) }];
      }),
    );
  });
}

function headerLimits(document: OpenApiDocument, operation: JsonObject, pointer: string): Limit[] {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  return parameters.flatMap((parameter, index) => {
    if (parameter.in !== 'header') return [];
    const path = ['header', String(parameter.name)];
    return schemaLimits(document, `${pointer}/parameters/${index}/schema`, { kind: undefined, path });
  });
}

/** The schemas of bodies: one for each kind where the credentials decide what a body is. */
function bodyRoots(operation: JsonObject, root: string) {
  const kinds = operation['x-kinds'];
  if (!isObject(kinds)) return [{ root, kind: undefined }];
  return Object.entries(kinds).map(([kind, value]) => ({
    kind,
    root: `/components/schemas/${(value as JsonObject).schema}`,
  }));
}

function schemaLimits(
  document: OpenApiDocument,
  pointer: string,
  place: Place,
  softReason?: string,
): Limit[] {
  const value = valueAt(document, pointer);
  if (!isObject(value)) return [];
  if (typeof value.$ref === 'string') return schemaLimits(document, value.$ref.slice(1), place, softReason);
  const below = (way: string, ...steps: string[]) =>
    schemaLimits(document, `${pointer}/${way}`, { ...place, path: [...place.path, ...steps] }, softReason);
  return [
    ...ownLimits(value, pointer, place, softReason),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
      elements(value[keyword]).flatMap((_, index) => below(`${keyword}/${index}`)),
    ),
    ...Object.keys(isObject(value.properties) ? value.properties : {}).flatMap((name) =>
      below(`properties/${name}`, name),
    ),
    ...below('items', '*'),
    ...below('additionalProperties', '{}'),
    ...elements(value['x-advice']).flatMap((advice, index) =>
      schemaLimits(
        document,
        `${pointer}/x-advice/${index}/schema`,
        place,
        String((advice as JsonObject).reason),
      ),
    ),
  ];
}

const elements = (list: Json | undefined): Json[] => (Array.isArray(list) ? list : []);

function ownLimits(node: JsonObject, pointer: string, place: Place, softReason?: string): Limit[] {
  const keywords = [...UPPER, ...LOWER].flatMap((name): Limit[] => {
    const value = node[name];
    if (typeof value !== 'number') return [];
    return [
      { pointer: `${pointer}/${name}`, name, value, reason: softReason ?? reasonOf(node, name), place },
    ];
  });
  const future = node['x-max-future'];
  if (!isObject(future)) return keywords;
  const limit = {
    name: 'x-max-future.seconds',
    value: Number(future.seconds),
    reason: String(future.reason),
  };
  return [...keywords, { ...limit, pointer: `${pointer}/x-max-future/seconds`, place }];
}

function reasonOf(node: JsonObject, keyword: string): string {
  const reason = node['x-reason'];
  return String(isObject(reason) ? reason[keyword] : reason);
}

/** What a generated case for the limit at a pointer aims at: of an advice, the advice as a whole. */
export function aimAt(pointer: string): string {
  return pointer.replace(/(\/x-advice\/\d+)\/.*$/, '$1');
}

/** A body that the contract accepts: the first example of that kind. */
export function exampleBody(document: OpenApiDocument, kind: string | undefined): Json {
  const [entry] = operationsOf(document);
  const named = valueAt(
    document,
    bodySchemaPointer(entry as NonNullable<typeof entry>).replace(/schema$/, 'examples'),
  );
  const bodies = Object.values(named as JsonObject).map((example) => (example as JsonObject).value as Json);
  const kindOf = (body: Json) =>
    developmentConfig.blueking.dataIds.find(({ dataId }) => isObject(body) && dataId === body.data_id)?.kind;
  const body = bodies.find((one) => kindOf(one) === kind);
  if (body === undefined) throw new Error(`the contract has no example of the kind ${kind}`);
  return structuredClone(body);
}

export const isUpper = (name: string) => UPPER.includes(name);
export const isLower = (name: string) => LOWER.includes(name);
