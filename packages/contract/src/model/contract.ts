/** The types of a contract: everything that an OpenAPI document with our extensions says, as plain data. */
import type { Profile, Vendor } from '../bundle.ts';
import type { RateLimit } from '../config/config.ts';
import type { Json, JsonObject, OpenApiDocument, OperationEntry } from '../document.ts';
import type { Reason, Source } from '../reasons.ts';
import type { Acceptance } from './acceptance.ts';
import type { Known } from './known-of.ts';
import type { SigningRules } from './signing-rules.ts';

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

/** A rate limit with the place that states it. */
export interface Rate extends Stated, RateLimit {}

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
  /** Another header that is sent with this one, by the value that this one has then. */
  readonly sentWith: JsonObject | undefined;
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

export interface Server {
  readonly url: string;
  /** Region or site that the address serves. */
  readonly region: string | undefined;
  /** Network from which it can be reached; `public` where the contract does not say. */
  readonly network: string;
  /** Whether the user has to fill in a part of the address. */
  readonly hasVariables: boolean;
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
  readonly servers: readonly Server[];
  /** The vendor's words for JSON types in its messages. */
  readonly typeNames: Readonly<Record<string, string>>;
}
