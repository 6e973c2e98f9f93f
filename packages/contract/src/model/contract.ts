/** The one typed reader of a contract: everything that an OpenAPI document with our extensions says, as plain data. */

import type { Profile, Vendor } from '../bundle.ts';
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
import type { Reason, Source } from '../reasons.ts';
import { type Acceptance, acceptanceOf } from './acceptance.ts';
import { itemArrays, itemPointerOf } from './item-arrays.ts';
import { type Known, knownOf, knownOfReason, sourcesOf } from './known-of.ts';
import { reasonTable } from './reason-table.ts';
import { type SigningRules, signingRulesOf } from './signing-rules.ts';

/** A fact of the contract with the place that states it and where it is known from. */
export interface Stated {
  /** JSON pointer of the fact in the document. */
  readonly pointer: string;
  readonly known: Known;
}

export interface Limit extends Stated {
  readonly value: number;
  /** Reason code when the limit is exceeded, or `undefined` if nothing enforces the limit. */
  readonly reason: string | undefined;
}

/** Requests per window that share a key. */
export interface Rate extends Stated {
  readonly requests: number;
  readonly windowSeconds: number;
  /** Whose requests are counted together. */
  readonly scope: string;
  readonly algorithm: 'fixed' | 'sliding' | 'token-bucket';
  /** Size of the bucket (token-bucket only). */
  readonly burst?: number;
  readonly reason: string;
}

export interface Limits {
  /** Bytes of a body on the wire; `'unlimited'` where the source says that there is no limit. */
  readonly bodyBytes: Limit | 'unlimited' | undefined;
  /** Size from which a request is accepted and then dropped. */
  readonly droppedFromBytes: Limit | undefined;
  /** Nesting of arrays and objects. */
  readonly depth: Limit;
  /** Items of a batch. */
  readonly minItems: Limit | undefined;
  readonly maxItems: Limit | undefined;
  readonly rates: readonly Rate[];
  /** Seconds between the `Date` header and the clock of the service. */
  readonly clockSkew: Limit | undefined;
}

/** Ways in which the service is more tolerant than the schemas. */
export interface Leniency {
  /** Raw control characters inside JSON strings. */
  readonly controlCharacters: boolean;
  /** Top-level properties in any letter case. */
  readonly anyCaseNames: boolean;
  /** Tolerated spellings, such as a signature in lower case. The value is the number of the note. */
  readonly spellings: Readonly<Record<string, Json>>;
}

export interface Kind {
  readonly name: string;
  /** The vendor's own word for it. */
  readonly wireName: string;
  /** JSON pointer of its schema. */
  readonly schema: string;
}

export interface Parameter extends Stated {
  /** As the contract writes it. */
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
  readonly node: JsonObject;
  /** Reason code of a value that does not match. */
  readonly reason: string | undefined;
  /** Reason code of a missing parameter. */
  readonly missing: string | undefined;
}

export interface Response {
  readonly status: number;
  readonly mediaType: string | undefined;
  /** JSON pointer of its schema. */
  readonly schema: string | undefined;
  /** Example values by name. The name of a refusal's example is its reason code. */
  readonly examples: ReadonlyMap<string, JsonObject>;
}

export type RequestFault =
  | 'empty-body'
  | 'invalid-utf8'
  | 'malformed-json'
  | 'media-type'
  | 'content-encoding'
  | 'malformed-path'
  | 'missing-credentials'
  | 'unknown-path'
  | 'method'
  | 'other'
  | 'internal-error';

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path template, as requests use it: without the fragment that tells operations on one path apart. */
  readonly path: string;
  /** Key in the document's `paths`. */
  readonly pathKey: string;
  /** JSON pointer of the operation object. */
  readonly pointer: string;
  readonly entry: OperationEntry;
  /** Further methods that are served like the declared one; `*` is any. */
  readonly alsoMethods: readonly string[];
  readonly mediaType: string;
  /** How the Content-Type of a request is compared. */
  readonly contentType: 'any' | 'exact' | 'with-parameters';
  /** Content-Type of every response, where it differs from the media type of its schema. */
  readonly responseMediaType: string | undefined;
  readonly escapesHtml: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: {
    /** JSON pointer of the body's schema. */
    readonly schema: string;
    /** JSON pointer into the body of the array of items; `undefined` where a request carries one event. */
    readonly items: string | undefined;
    /** JSON pointer of the schema of what is decoded before the credentials are checked. */
    readonly decode: string | undefined;
    readonly kinds: readonly Kind[];
  };
  readonly leniency: Leniency;
  readonly limits: Limits;
  /** What can be wrong with a request before any schema is applied, with its reason code. */
  readonly reasons: Readonly<Partial<Record<RequestFault, string>>>;
  readonly responses: readonly Response[];
  readonly accepted: Acceptance;
  /** Name of the property that carries the message of a refusal. */
  readonly messageProperty: string;
  readonly signing: SigningRules | undefined;
}

export interface Contract {
  readonly vendor: Vendor;
  readonly profile: Profile;
  /** For libraries that read OpenAPI documents themselves. */
  readonly document: OpenApiDocument;
  readonly operations: readonly Operation[];
  /** Reasons by code, with their sources resolved. */
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly sources: Readonly<Record<string, Source>>;
  /** The vendor's words for JSON types in its messages. */
  readonly typeNames: Readonly<Record<string, string>>;
}

/**
 * Reads a bundle. Lint has checked the extensions against `spec/extensions.schema.json`, so their shapes are trusted.
 * @throws TypeError if this is not an OpenAPI document, Error if it has no operation
 */
export function readContract(
  document: OpenApiDocument,
  { vendor, profile }: Pick<Contract, 'vendor' | 'profile'>,
): Contract {
  const operations = operationsOf(document).map((entry) => readOperation(document, entry));
  if (operations.length === 0) throw new Error(`the contract of ${vendor} has no operation`);
  return {
    ...{ vendor, profile, document, operations },
    reasons: reasonTable(document),
    sources: sourcesOf(document),
    typeNames: (document['x-type-names'] ?? {}) as Record<string, string>,
  };
}

function readOperation(document: OpenApiDocument, entry: OperationEntry): Operation {
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
    reasons: operation['x-request-reasons'] as Operation['reasons'],
    responses: readResponses(document, entry),
    accepted: acceptanceOf(document, operation),
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
  const rates = (operation['x-rate-limits'] ?? []) as unknown as (Rate & JsonObject)[];
  return {
    bodyBytes: isObject(body) && body.bytes === null ? 'unlimited' : limit('x-max-body-bytes', 'bytes'),
    droppedFromBytes: limit('x-dropped-from-bytes', 'bytes'),
    depth: limit('x-max-depth', 'depth') as Limit,
    minItems: itemLimit(document, entry, 'minItems'),
    maxItems: itemLimit(document, entry, 'maxItems'),
    rates: rates.map((rate, index) => ({
      ...rate,
      pointer: `${pointer}/x-rate-limits/${index}`,
      known: knownOf(document, rate),
    })),
    clockSkew: limit('x-clock-skew', 'seconds'),
  };
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

function readParameters(document: OpenApiDocument, { operation, pointer }: OperationEntry): Parameter[] {
  const list = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  return list.map((written, index) => {
    const node = resolveNode(document, written);
    const reason = node['x-reason'];
    return {
      name: String(node.name),
      in: node.in as Parameter['in'],
      required: node.required === true,
      node,
      pointer: written === node ? `${pointer}/parameters/${index}` : String(written.$ref).slice(1),
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
