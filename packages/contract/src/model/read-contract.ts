/** The one typed reader of a contract. Nothing else outside lint and diff knows the names of our extensions. */
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
  resolveNode,
} from '../document.ts';
import { acceptanceOf } from './acceptance.ts';
import type {
  Contract,
  Kind,
  Limit,
  Limits,
  Operation,
  Parameter,
  Rate,
  Response,
  Server,
} from './contract.ts';
import { itemArrays, itemPointerOf } from './item-arrays.ts';
import { knownOf, knownOfReason, sourcesOf } from './known-of.ts';
import { reasonTable } from './reason-table.ts';
import { signingRulesOf } from './signing-rules.ts';

/**
 * Reads a bundle. Lint has checked the extensions against `spec/extensions.schema.json`, so their shapes are trusted.
 * @throws TypeError if this is not an OpenAPI document, Error if it has no operation
 */
export function readContract(
  document: OpenApiDocument,
  { vendor, profile }: Pick<Contract, 'vendor' | 'profile'>,
): Contract {
  const operations = readOperations(document);
  if (operations.length === 0) throw new Error(`the contract of ${vendor} has no operation`);
  return {
    ...{ vendor, profile, document, operations },
    reasons: reasonTable(document),
    sources: sourcesOf(document),
    servers: serversOf(document),
    typeNames: typeNamesOf(document),
  };
}

/** The operations alone, for tools that read any document. */
export function readOperations(document: OpenApiDocument): Operation[] {
  return operationsOf(document).map((entry) => readOperation(document, entry));
}

export function serversOf(document: OpenApiDocument): Server[] {
  const servers = Array.isArray(document.servers) ? document.servers.filter(isObject) : [];
  return servers.map(({ url, 'x-region': region, 'x-network': network = 'public', variables }) => ({
    url: String(url),
    region: region as string | undefined,
    network: String(network),
    hasVariables: variables !== undefined,
  }));
}

/** The vendor's words for JSON types. */
export function typeNamesOf(document: OpenApiDocument): Readonly<Record<string, string>> {
  return (document['x-type-names'] ?? {}) as Record<string, string>;
}

/** One operation, for tools that have its entry. */
export function readOperation(document: OpenApiDocument, entry: OperationEntry): Operation {
  const { operation, pointer, path } = entry;
  const text = (name: string) => operation[name] as string | undefined;
  const decode = text('x-decode-schema');
  return {
    ...{ entry, pointer, id: entry.operationId, method: entry.method, pathKey: path },
    path: path.split('#')[0] ?? path,
    alsoMethods: (operation['x-also-methods'] ?? []) as string[],
    mediaType: bodyMediaType(entry),
    contentType:
      operation['x-body-media-type'] !== undefined
        ? 'any'
        : operation['x-media-type-parameters'] === true
          ? 'with-parameters'
          : 'exact',
    responseMediaType: text('x-response-media-type'),
    escapesHtml: operation['x-escape-html'] === true,
    parameters: readParameters(document, entry),
    body: {
      schema: bodySchemaPointer(entry),
      items: itemPointerOf(entry),
      decode: decode === undefined ? undefined : `/components/schemas/${decode}`,
      kinds: readKinds(operation['x-kinds']),
    },
    leniency: {
      controlCharacters: operation['x-accepts-control-characters'] === true,
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
    messageProperty: text('x-message-member') ?? 'message',
    signing: signingRulesOf(operation),
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
    return { value: node[unit], reason, pointer: at, known: knownOf(document, node) };
  };
  const body = operation['x-max-body-bytes'];
  const rates = writtenRates(entry) as readonly (RateLimit & JsonObject)[];
  return {
    bodyBytes: isObject(body) && body.bytes === null ? 'unlimited' : limit('x-max-body-bytes', 'bytes'),
    droppedFromBytes: limit('x-dropped-from-bytes', 'bytes'),
    depth: limit('x-max-depth', 'depth') as Limit,
    minItems: itemLimit(document, entry, 'minItems'),
    maxItems: itemLimit(document, entry, 'maxItems'),
    rates: rates.map((rate, index) => ({
      ...(withoutExtensions(rate) as unknown as Rate),
      pointer: `${pointer}/x-rate-limits/${index}`,
      known: knownOf(document, rate),
    })),
    clockSkew: limit('x-clock-skew', 'seconds'),
  };
}

/** The rate limits as the document writes them. */
export function writtenRates({ operation }: OperationEntry): readonly RateLimit[] {
  return (operation['x-rate-limits'] ?? []) as unknown as RateLimit[];
}

/** The operation with other rate limits than its own, such as those of a configuration. */
export function withRates(entry: OperationEntry, rates: readonly RateLimit[]): OperationEntry {
  return { ...entry, operation: { ...entry.operation, 'x-rate-limits': rates as unknown as Json } };
}

/** The vendor's numbers without the extensions on the same node. */
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
  // The reason states what happens when the limit is exceeded; the node may state another source for the limit itself.
  const ofReason = node['x-provenance'] === undefined && knownOfReason(document, String(reason));
  const known = ofReason || knownOf(document, node);
  return { value: node[keyword], reason, pointer: `${schema}${items}/${keyword}`, known };
}

/** Those of the path item first, as they apply to all of its operations. */
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
      known: knownOf(document, node),
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
