/** Reads an OpenAPI document into the contract model. Only the model, lint and diff use the names of our extensions. */
import type { RateLimit } from '../config/config.ts';
import {
  bodyMediaType,
  bodySchemaPointer,
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  pointerSegments,
  resolveNode,
} from '../document.ts';
import { acceptanceOf } from './acceptance.ts';
import type {
  BodyLimit,
  Contract,
  FiniteNumbers,
  Kind,
  Limit,
  Limits,
  Operation,
  PacketRule,
  Parameter,
  Rate,
  Response,
  RetryAfter,
  Rpc,
  Server,
} from './contract.ts';
import { itemArrays, itemPointerOf } from './item-arrays.ts';
import { originOf, originOfSchemaLimit, sourcesOf } from './origin.ts';
import { reasonTable } from './reason-table.ts';
import { signingRulesOf } from './signing-rules.ts';
import { signingSchemesOf } from './signing-schemes.ts';

/**
 * Reads a bundle. Lint has checked the extensions against `spec/extensions.schema.json`, so their shapes are trusted.
 * @throws TypeError if this is not an OpenAPI document, Error if it has no operation
 */
export function readContract(
  document: OpenApiDocument,
  { api, profile }: Pick<Contract, 'api' | 'profile'>,
): Contract {
  const operations = readOperations(document);
  if (operations.length === 0) throw new Error(`the contract of ${api} has no operations`);
  return {
    ...{ api, profile, document, operations },
    shortTitle: shortTitleOf(document),
    reasons: reasonTable(document),
    sources: sourcesOf(document),
    servers: serversOf(document),
    typeNames: typeNamesOf(document),
  };
}

/** Reads only the operations, for tools that accept any document. */
export function readOperations(document: OpenApiDocument): Operation[] {
  return operationsOf(document).map((entry) => readOperation(document, entry));
}

/** Returns the short title of the API, or its title. */
export function shortTitleOf({ info }: OpenApiDocument): string {
  return String(info['x-short-title'] ?? info.title);
}

/** When to choose an API, where a vendor has several that do the same. */
export interface Choice {
  readonly api: string;
  readonly description: string;
}

/** Returns which API to choose, or an empty list if the document does not compare any. */
export function choicesOf({ info }: OpenApiDocument): readonly Choice[] {
  return (info['x-choose'] ?? []) as unknown as readonly Choice[];
}

/** Reads the servers of a document. */
export function serversOf(document: OpenApiDocument): Server[] {
  const servers = Array.isArray(document.servers) ? document.servers.filter(isObject) : [];
  return servers.map((server) => ({
    url: String(server.url),
    region: server['x-region'] as string | undefined,
    network: String(server['x-network'] ?? 'public'),
    description: String(server.description ?? ''),
    variables: variablesOf(server),
  }));
}

function variablesOf({ variables }: JsonObject): Server['variables'] {
  return Object.fromEntries(
    Object.entries(isObject(variables) ? variables : {}).map(([name, variable]) => {
      const { default: value = '', description = '' } = isObject(variable) ? variable : {};
      return [name, { default: String(value), description: String(description) }];
    }),
  );
}

/** Returns the vendor's names for JSON types. */
export function typeNamesOf(document: OpenApiDocument): Readonly<Record<string, string>> {
  return (document['x-type-names'] ?? {}) as Record<string, string>;
}

/** Reads one operation. */
export function readOperation(document: OpenApiDocument, entry: OperationEntry): Operation {
  const { operation, pointer, path } = entry;
  const stringAt = (name: string) => operation[name] as string | undefined;
  const decode = stringAt('x-decode-schema');
  const retryAfter = operation['x-retry-after'];
  return {
    ...{ entry, pointer, id: entry.operationId, method: entry.method, pathKey: path },
    path: path.split('#')[0] ?? path,
    otherPaths: (operation['x-other-paths'] ?? []) as string[],
    alsoMethods: (operation['x-also-methods'] ?? []) as string[],
    mediaType: bodyMediaType(entry),
    contentType:
      operation['x-body-media-type'] !== undefined
        ? 'any'
        : operation['x-media-type-parameters'] === true
          ? 'with-parameters'
          : 'exact',
    responseMediaType: stringAt('x-response-media-type'),
    retryAfter: isObject(retryAfter) ? (withoutExtensions(retryAfter) as unknown as RetryAfter) : undefined,
    escapesHtml: operation['x-escape-html'] === true,
    parameters: readParameters(document, entry),
    body: {
      schema: bodySchemaPointer(entry),
      items: itemPointerOf(entry),
      decode: decode === undefined ? undefined : `/components/schemas/${decode}`,
      kinds: readKinds(operation['x-kinds']),
    },
    rpc: operation['x-rpc'] as Rpc | undefined,
    leniency: {
      controlCharacters: operation['x-accepts-control-characters'] === true,
      invalidUtf8: operation['x-accepts-invalid-utf8'] === true,
      anyCaseNames: operation['x-case-insensitive-members'] === true,
      spellings: isObject(operation['x-lenient']) ? operation['x-lenient'] : {},
    },
    limits: readLimits(document, entry),
    reasons: (operation['x-request-reasons'] ?? {}) as Operation['reasons'],
    responses: readResponses(document, entry),
    // Read on demand, so that lint can read an operation whose responses it reports.
    get accepted() {
      return acceptanceOf(document, operation);
    },
    messageProperty: stringAt('x-message-member') ?? 'message',
    codeProperty: stringAt('x-code-member') ?? 'errorCode',
    signing: signingRulesOf(operation),
    signingSchemes: signingSchemesOf(operation),
  };
}

function readKinds(node: Json | undefined): Kind[] {
  return Object.entries(isObject(node) ? node : {}).map(([name, kind]) => {
    const { schema, wireName = name } = kind as { schema: string; wireName?: string };
    return { name, wireName, schema: `/components/schemas/${schema}` };
  });
}

function readLimits(document: OpenApiDocument, entry: OperationEntry): Limits {
  const { operation, pointer } = entry;
  const limit = (name: string, unit: string): Limit | undefined => {
    const node = operation[name];
    if (!isObject(node) || typeof node[unit] !== 'number') return undefined;
    const reason = node.reason as string | undefined;
    const at = `${pointer}/${name}/${unit}`;
    return { value: node[unit], reason, pointer: at, origin: originOf(document, node) };
  };
  const body = operation['x-max-body-bytes'];
  const droppedFrom = limit('x-dropped-from-bytes', 'bytes');
  const rates = writtenRates(entry) as readonly (RateLimit & JsonObject)[];
  return {
    bodyBytes:
      isObject(body) && body.bytes === null
        ? 'unlimited'
        : measured(limit('x-max-body-bytes', 'bytes'), isObject(body) ? body.of : undefined),
    droppedFromBytes: droppedFrom && { ...droppedFrom, packet: packetRuleOf(operation) },
    depth: limit('x-max-depth', 'depth') as Limit,
    finiteNumbers: finiteNumbersOf(document, entry),
    minItems: itemLimit(document, entry, 'minItems'),
    maxItems: itemLimit(document, entry, 'maxItems'),
    rates: rates.map((rate, index) => ({
      ...(withoutExtensions(rate) as unknown as Rate),
      pointer: `${pointer}/x-rate-limits/${index}`,
      origin: originOf(document, rate),
    })),
    clockSkew: limit('x-clock-skew', 'seconds'),
  };
}

function packetRuleOf(operation: JsonObject): PacketRule | undefined {
  const node = operation['x-dropped-from-bytes'];
  if (!isObject(node) || typeof node.packetItems !== 'number') return undefined;
  return { items: node.packetItems, envelopeBytes: Number(node.envelopeBytes ?? 0) };
}

function finiteNumbersOf(
  document: OpenApiDocument,
  { operation, pointer }: OperationEntry,
): FiniteNumbers | undefined {
  const node = operation['x-finite-numbers'];
  if (!isObject(node)) return undefined;
  const [property = ''] = pointerSegments(String(node.at));
  const reason = String(node.reason);
  return { property, reason, pointer: `${pointer}/x-finite-numbers`, origin: originOf(document, node) };
}

function measured(limit: Limit | undefined, of: Json | undefined): BodyLimit | undefined {
  return limit && { ...limit, of: of === 'values' ? 'values' : 'wire' };
}

/** Returns the rate limits in the document's form. */
export function writtenRates({ operation }: OperationEntry): readonly RateLimit[] {
  return (operation['x-rate-limits'] ?? []) as unknown as RateLimit[];
}

/** Returns the operation with other rate limits, such as those of a configuration. */
export function withRates(entry: OperationEntry, rates: readonly RateLimit[]): OperationEntry {
  return { ...entry, operation: { ...entry.operation, 'x-rate-limits': rates as unknown as Json } };
}

/** Returns the node without its extensions. */
function withoutExtensions(node: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([name]) => !name.startsWith('x-')));
}

function itemLimit(
  document: OpenApiDocument,
  entry: OperationEntry,
  keyword: 'minItems' | 'maxItems',
): Limit | undefined {
  const items = itemPointerOf(entry);
  if (items === undefined) return undefined;
  const schema = bodySchemaPointer(entry);
  const node = itemArrays(document, schema, items)[0];
  if (typeof node?.[keyword] !== 'number') return undefined;
  const reasons = node['x-reason'];
  const reason = (isObject(reasons) ? reasons[keyword] : reasons) as string | undefined;
  const origin = originOfSchemaLimit(document, node, String(reason));
  return { value: node[keyword], reason, pointer: `${schema}${items}/${keyword}`, origin };
}

/** Reads the parameters of the path item, which apply to all of its operations, and then those of the operation. */
function readParameters(
  document: OpenApiDocument,
  { operation, pointer, path }: OperationEntry,
): Parameter[] {
  const item: JsonObject = document.paths[path] ?? {};
  return [
    ...parametersAt(document, item.parameters, `/paths/${escapePointer(path)}/parameters`),
    ...parametersAt(document, operation.parameters, `${pointer}/parameters`),
  ];
}

function parametersAt(document: OpenApiDocument, list: Json | undefined, pointer: string): Parameter[] {
  return (Array.isArray(list) ? list.filter(isObject) : []).map((written, index) => {
    const node = resolveNode(document, written);
    const reason = node['x-reason'];
    return {
      name: String(node.name),
      in: node.in as Parameter['in'],
      required: node.required === true,
      node,
      sentWith: node['x-sent-with'] as JsonObject | undefined,
      pointer: written === node ? `${pointer}/${index}` : String(written.$ref).slice(1),
      origin: originOf(document, node),
      reason: typeof reason === 'string' ? reason : undefined,
      missing: (isObject(reason) ? reason.required : reason) as string | undefined,
    };
  });
}

function readResponses(document: OpenApiDocument, { operation, pointer }: OperationEntry): Response[] {
  const responses = isObject(operation.responses) ? operation.responses : {};
  return Object.entries(responses).map(([status, written]) => {
    const node = resolveNode(document, written as JsonObject);
    const [content] = Object.entries(isObject(node.content) ? node.content : {});
    const [mediaType, { examples = {} } = {}] = (content ?? []) as [string?, JsonObject?];
    const at =
      node === written ? `${pointer}/responses/${status}` : String((written as JsonObject).$ref).slice(1);
    return {
      status: Number(status),
      mediaType,
      schema: mediaType && `${at}/content/${escapePointer(mediaType)}/schema`,
      examples: new Map(
        Object.entries(isObject(examples) ? examples : {}).flatMap(([name, example]) =>
          isObject(example) && isObject(example.value) ? [[name, example.value] as const] : [],
        ),
      ),
    };
  });
}
