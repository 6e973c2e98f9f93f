/** Defines the model of a contract: an OpenAPI document with our extensions as plain data. */
import type { ApiName, Profile } from '../bundle.ts';
import type { RateLimit } from '../config/config.ts';
import type { Json, JsonObject, OperationEntry } from '../document.ts';
import type { Reason, Source } from '../reasons.ts';
import type { Acceptance } from './acceptance.ts';
import type { Origin } from './origin.ts';
import type { SigningRules } from './signing-rules.ts';
import type { SigningSchemes } from './signing-schemes.ts';

/** An OpenAPI 3.1 document with the pushspec extensions, as in a bundle. */
export interface OpenApiDocument extends JsonObject {
  info: JsonObject;
  paths: { [path: string]: { [method: string]: JsonObject } };
  components: { schemas: { [name: string]: JsonObject } } & JsonObject;
  'x-reasons': { [code: string]: JsonObject };
}

/** A fact of the contract with its location and its source. */
export interface Stated {
  /** JSON pointer of the fact in the document. */
  readonly pointer: string;
  readonly origin: Origin;
}

/** A numeric limit of an operation. */
export interface Limit extends Stated {
  readonly value: number;
  /** Reason code when the limit is exceeded, or `undefined` if nothing enforces the limit. */
  readonly reason: string | undefined;
}

/** The maximum size of a body. */
export interface BodyLimit extends Limit {
  /** The bytes that are measured: the body on the wire, or the decoded values of its parameters. */
  readonly of: 'wire' | 'values';
}

/** A header that says how long to wait. */
export interface RetryAfter {
  readonly header: string;
  readonly unit: 'milliseconds' | 'seconds';
}

/** A rate limit with its location and its source. */
export interface Rate extends Stated, RateLimit {}

/** A part of the body in which decoding refuses numbers that no double holds. */
export interface FiniteNumbers extends Stated {
  /** Name of the top-level property. */
  readonly property: string;
  readonly reason: string;
}

/** Size in bytes from which data is accepted and then dropped. */
export interface DroppedFrom extends Limit {
  /** The packets that are measured, or `undefined` if it is the request body. */
  readonly packet: PacketRule | undefined;
}

/** How a service forwards items: together in packets of JSON. */
export interface PacketRule {
  /** Number of items in a packet. */
  readonly items: number;
  /** Bytes of a packet around its items. */
  readonly envelopeBytes: number;
}

export interface Limits {
  /** Bytes of a body; `'unlimited'` if the source says that there is no limit. */
  readonly bodyBytes: BodyLimit | 'unlimited' | undefined;
  /** Size in bytes from which a request is accepted and then dropped. */
  readonly droppedFromBytes: DroppedFrom | undefined;
  /** Maximum nesting of arrays and objects. */
  readonly depth: Limit;
  /** The part of a body in which every number must fit a double, or `undefined` if decoding checks none. */
  readonly finiteNumbers: FiniteNumbers | undefined;
  /** Minimum and maximum number of items in a batch. */
  readonly minItems: Limit | undefined;
  readonly maxItems: Limit | undefined;
  readonly rates: readonly Rate[];
  /** Maximum seconds between the `Date` header and the clock of the service. */
  readonly clockSkew: Limit | undefined;
}

/** Deviations from the schemas that the service tolerates. */
export interface Leniency {
  /** Raw control characters inside JSON strings. */
  readonly controlCharacters: boolean;
  /** Bytes inside JSON strings that are not UTF-8. Each one is read as U+FFFD. */
  readonly invalidUtf8: boolean;
  /** Top-level properties in any letter case. */
  readonly anyCaseNames: boolean;
  /** Tolerated variants, such as a lowercase signature, to the number of the note that explains each. */
  readonly spellings: Readonly<Record<string, Json>>;
}

/** A kind of body that the credentials select. */
export interface Kind {
  readonly name: string;
  /** The vendor's name for it. */
  readonly wireName: string;
  /** JSON pointer of its schema. */
  readonly schema: string;
}

export interface Parameter extends Stated {
  /** The name in the contract's spelling. */
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
  readonly node: JsonObject;
  /** Another header that is sent together with this one, and the value of this one in that case. */
  readonly sentWith: JsonObject | undefined;
  /** Reason code when the value does not match. */
  readonly reason: string | undefined;
  /** Reason code when the parameter is missing. */
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

/** A mistake in a request that is found before validation by schemas. */
export type RequestProblem =
  | 'empty-body'
  | 'incomplete-body'
  | 'invalid-utf8'
  | 'malformed-json'
  | 'malformed-parameters'
  | 'repeated-parameter'
  | 'list-index'
  | 'list-gap'
  | 'media-type'
  | 'content-encoding'
  | 'malformed-path'
  | 'missing-credentials'
  | 'missing-action'
  | 'unknown-path'
  | 'method'
  | 'other'
  | 'internal-error';

/** A parameter of the gateway with a fixed value. */
export interface NamedParameter {
  readonly parameter: string;
  /** The header that has the value if the parameter is absent. */
  readonly header?: string;
  readonly value: string;
}

/** How a request names one of several operations on a path, and encodes its body. */
export interface Rpc {
  /** The parameter or header that names the operation. */
  readonly action: NamedParameter;
  /** The parameter or header with the version of the API, and the reasons if it is missing or another one. */
  readonly version?: NamedParameter & { readonly missing: string; readonly reason: string };
  /** The parts of a request that hold parameters. If a parameter of the gateway is in both, the first one wins. */
  readonly parameters: readonly ('query' | 'form')[];
  /** How properties that are not strings are sent: a flattened list (`Name.1.Field`), or JSON. */
  readonly style?: Readonly<Record<string, 'repeatList' | 'json'>>;
  /** JSON in a parameter may have single quotes around strings. */
  readonly singleQuotes?: boolean;
  /** Parameters of the gateway, which are not part of the body. */
  readonly common?: readonly string[];
}

/** An operation with its limits, reasons and responses. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path template of requests, without the fragment that distinguishes operations on one path. */
  readonly path: string;
  /** Key in the document's `paths`. */
  readonly pathKey: string;
  /** JSON pointer of the operation object. */
  readonly pointer: string;
  readonly entry: OperationEntry;
  /** Paths of the vendor's other calls on the same host, which get the vendor's response for an unknown path. */
  readonly otherPaths: readonly string[];
  /** Other methods that are served like the declared one; `*` means any. */
  readonly alsoMethods: readonly string[];
  readonly mediaType: string;
  /** How the Content-Type of a request is compared. */
  readonly contentType: 'any' | 'exact' | 'with-parameters';
  /** Content-Type of every response, if it differs from the media type of the schema. */
  readonly responseMediaType: string | undefined;
  /** The header in which the service says how long to wait, if it is not `Retry-After`. */
  readonly retryAfter: RetryAfter | undefined;
  readonly escapesHtml: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: {
    /** JSON pointer of the body's schema. */
    readonly schema: string;
    /** JSON pointer into the body to the array of items; `undefined` if a request carries one event. */
    readonly items: string | undefined;
    /** JSON pointer of the schema that is checked while decoding, before the credentials. */
    readonly decode: string | undefined;
    readonly kinds: readonly Kind[];
  };
  /** `undefined` if the body is JSON and the path alone names the operation. */
  readonly rpc: Rpc | undefined;
  readonly leniency: Leniency;
  readonly limits: Limits;
  /** Reason codes of mistakes that are found before validation by schemas. */
  readonly reasons: Readonly<Partial<Record<RequestProblem, string>>>;
  readonly responses: readonly Response[];
  readonly accepted: Acceptance;
  /** Name of the property that carries the message of a refusal. */
  readonly messageProperty: string;
  /** Name of the property that carries the vendor's error code. */
  readonly codeProperty: string;
  /** The one layout of the string to sign, if the contract has one. */
  readonly signing: SigningRules | undefined;
  /** The signing schemes of an RPC gateway, if the contract has them. */
  readonly signingSchemes: SigningSchemes | undefined;
}

export interface ServerVariable {
  readonly default: string;
  readonly description: string;
}

/** An address of the service. */
export interface Server {
  readonly url: string;
  /** Region or site that the address serves. */
  readonly region: string | undefined;
  /** Network from which the server is reachable; `public` by default. */
  readonly network: string;
  readonly description: string;
  /** Parts of the URL that the user fills in, by name. */
  readonly variables: Readonly<Record<string, ServerVariable>>;
}

/** A contract: one API in one profile and language. */
export interface Contract {
  readonly api: ApiName;
  readonly profile: Profile;
  /** Short title of the API, in the document's language. */
  readonly shortTitle: string;
  /** The document itself, for libraries that read OpenAPI. */
  readonly document: OpenApiDocument;
  readonly operations: readonly Operation[];
  /** Reasons by code, with resolved sources. */
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly sources: Readonly<Record<string, Source>>;
  readonly servers: readonly Server[];
  /** The vendor's names for JSON types in messages. */
  readonly typeNames: Readonly<Record<string, string>>;
}
