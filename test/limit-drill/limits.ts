/** Finds the limits of a contract: every number that decides the outcome of a request. */
import {
  bodySchemaPointer,
  developmentConfig,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  valueAt,
} from '@pushspec/contract';

export interface Limit {
  /** operationId of the first operation with the limit. */
  readonly operation: string;
  /** JSON pointer to the number. */
  readonly pointer: string;
  /** Keyword, or extension and property, such as `maxLength` or `x-rate-limits.requests`. */
  readonly name: string;
  readonly value: number;
  /** Reason code of a request that exceeds the limit. */
  readonly reason: string;
  /** Location of the limited value, if the limit applies to a value. */
  readonly location?: LimitLocation;
}

/** The location of a value in a request. */
export interface LimitLocation {
  /** Kind of the body, if the operation has several kinds. */
  readonly kind: string | undefined;
  /** Path into the body, or `header` and a name. `*` means any element, `{}` any property. */
  readonly path: readonly string[];
}

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];

/** Extensions with limits, and the properties with their numbers. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'x-max-body-bytes': ['bytes'],
  'x-dropped-from-bytes': ['bytes'],
  'x-max-depth': ['depth'],
  'x-clock-skew': ['seconds'],
  'x-rate-limits': ['requests', 'windowSeconds', 'burst'],
};

/** Returns all limits. Lists each number once. */
export function limitsOf(document: OpenApiDocument): Limit[] {
  const limits = operationsOf(document).flatMap(({ operation, pointer, ...entry }) =>
    [
      ...extensionLimits(operation, pointer),
      ...headerLimits(document, operation, pointer),
      ...bodyRoots(operation, bodySchemaPointer({ operation, pointer, ...entry })).flatMap(({ root, kind }) =>
        schemaLimits(document, root, { kind, path: [] }),
      ),
    ].map((limit): Limit => ({ ...limit, operation: entry.operationId })),
  );
  return [...new Map(limits.map((limit) => [limit.pointer, limit])).values()];
}

type FoundLimit = Omit<Limit, 'operation'>;

function extensionLimits(operation: JsonObject, pointer: string): FoundLimit[] {
  return Object.entries(EXTENSIONS).flatMap(([extension, properties]) => {
    const value = operation[extension];
    const isList = Array.isArray(value);
    return (isList ? value : [value]).flatMap((node, index) =>
      properties.flatMap((property) => {
        if (!isObject(node) || typeof node[property] !== 'number') return [];
        const location = `${pointer}/${extension}${isList ? `/${index}` : ''}/${property}`;
        const name = `${extension}.${property}`;
        return [{ pointer: location, name, value: node[property], reason: String(node.reason) }];
      }),
    );
  });
}

function headerLimits(document: OpenApiDocument, operation: JsonObject, pointer: string): FoundLimit[] {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  return parameters.flatMap((parameter, index) => {
    if (parameter.in !== 'header') return [];
    const path = ['header', String(parameter.name)];
    return schemaLimits(document, `${pointer}/parameters/${index}/schema`, { kind: undefined, path });
  });
}

/** Returns the schemas of the body. There are several if the credentials determine the kind of the body. */
function bodyRoots(operation: JsonObject, root: string) {
  const kinds = operation['x-kinds'];
  if (!isObject(kinds)) return [{ root, kind: undefined }];
  return Object.entries(kinds).map(([kind, value]) => ({
    kind,
    root: `/components/schemas/${(value as JsonObject).schema}`,
  }));
}

/** Reasons that are not stated at the limit itself. */
interface OuterReasons {
  /** Reason of the advice that contains the limit. */
  readonly advice?: string;
  /** Reason of the value, for a limit in a branch of `anyOf` or `oneOf` that states none. */
  readonly branch?: string;
}

function schemaLimits(
  document: OpenApiDocument,
  pointer: string,
  location: LimitLocation,
  outer: OuterReasons = {},
): FoundLimit[] {
  const value = valueAt(document, pointer);
  if (!isObject(value)) return [];
  if (typeof value.$ref === 'string') return schemaLimits(document, value.$ref.slice(1), location, outer);
  const { advice } = outer;
  const below = (step: string, ...steps: string[]) =>
    schemaLimits(
      document,
      `${pointer}/${step}`,
      { ...location, path: [...location.path, ...steps] },
      advice === undefined ? {} : { advice },
    );
  const branches = (keyword: string) => {
    const branch = reasonOf(value, keyword) ?? outer.branch;
    const reasons = branch === undefined ? outer : { ...outer, branch };
    return elements(value[keyword]).flatMap((_, index) =>
      schemaLimits(document, `${pointer}/${keyword}/${index}`, location, reasons),
    );
  };
  return [
    ...ownLimits(value, pointer, location, outer),
    ...['allOf', 'anyOf', 'oneOf'].flatMap(branches),
    ...Object.keys(isObject(value.properties) ? value.properties : {}).flatMap((name) =>
      below(`properties/${name}`, name),
    ),
    ...below('items', '*'),
    ...below('additionalProperties', '{}'),
    ...elements(value['x-advice']).flatMap((one, index) =>
      schemaLimits(document, `${pointer}/x-advice/${index}/schema`, location, {
        advice: String((one as JsonObject).reason),
      }),
    ),
  ];
}

const elements = (list: Json | undefined): Json[] => (Array.isArray(list) ? list : []);

function ownLimits(
  node: JsonObject,
  pointer: string,
  location: LimitLocation,
  { advice, branch }: OuterReasons,
): FoundLimit[] {
  const keywords = [...UPPER, ...LOWER].flatMap((name): FoundLimit[] => {
    const value = node[name];
    if (typeof value !== 'number') return [];
    const reason = advice ?? reasonOf(node, name) ?? branch;
    return [{ pointer: `${pointer}/${name}`, name, value, reason: String(reason), location }];
  });
  const future = node['x-max-future'];
  if (!isObject(future)) return keywords;
  const limit = {
    name: 'x-max-future.seconds',
    value: Number(future.seconds),
    reason: String(future.reason),
  };
  return [...keywords, { ...limit, pointer: `${pointer}/x-max-future/seconds`, location }];
}

function reasonOf(node: JsonObject, keyword: string): string | undefined {
  const reason = node['x-reason'];
  const stated = isObject(reason) ? reason[keyword] : reason;
  return typeof stated === 'string' ? stated : undefined;
}

/** Returns the pointer that generated cases for a limit aim at. For a limit inside advice, this is the whole advice. */
export function aimOf(pointer: string): string {
  return pointer.replace(/(\/x-advice\/\d+)\/.*$/, '$1');
}

/** Returns the operation of a limit. */
export function entryOf(document: OpenApiDocument, { operation }: Pick<Limit, 'operation'>): OperationEntry {
  const entry = operationsOf(document).find(({ operationId }) => operationId === operation);
  if (entry === undefined) throw new Error(`the contract has no operation ${operation}`);
  return entry;
}

/** Returns the first example of a kind in the contract. */
export function exampleBody(
  document: OpenApiDocument,
  limit: Pick<Limit, 'operation'>,
  kind: string | undefined,
): Json {
  const entry = entryOf(document, limit);
  const named = valueAt(document, bodySchemaPointer(entry).replace(/schema$/, 'examples'));
  const bodies = Object.values(named as JsonObject).map((example) => (example as JsonObject).value as Json);
  const kindOf = (body: Json) =>
    developmentConfig.blueking.dataIds.find(({ dataId }) => isObject(body) && dataId === body.data_id)?.kind;
  const body = bodies.find((one) => kindOf(one) === kind);
  if (body === undefined) throw new Error(`the contract has no example of kind ${kind}`);
  return structuredClone(body);
}

export const isUpper = (name: string) => UPPER.includes(name);
export const isLower = (name: string) => LOWER.includes(name);
