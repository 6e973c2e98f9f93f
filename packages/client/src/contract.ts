/** The part of an API's contract that sending needs, and the result of a call. */
import type { ApiName } from '@pushspec/contract';
import type { WireReason } from '@pushspec/contract/reasons';

/** The result of an accepted request. The contract of the API defines what accepted means. */
export interface PushResult<V extends ApiName = ApiName, Body = unknown> {
  readonly api: V;
  /** HTTP status of the response. */
  readonly status: number;
  /** Number of items in the request. */
  readonly items: number;
  /** The vendor's response. */
  readonly body: Body;
  /** The vendor's id of the request, if the response has one. Quote it when you ask the vendor. */
  readonly requestId?: string;
}

/** The evaluation of a response; `undefined` if the contract does not know it. */
export type Evaluation<Body, Reason extends string> =
  | { readonly accepted: Body; readonly requestId?: string | undefined }
  | {
      readonly refused: {
        readonly status: number;
        readonly message: string;
        readonly errorCode?: string;
        readonly requestId?: unknown;
      };
      /** The reason to use if the contract has none for this status and message. */
      readonly otherwise?: Reason;
    }
  | undefined;

/** A row of the generated table of acceptances. */
export interface Acceptance {
  readonly status: number;
  /** JSON pointer of each property that defines success, to its required value. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Returns whether a body reports success. A property that is missing or null is not checked. */
export function isAccepted({ values }: Acceptance, body: unknown): boolean {
  return Object.entries(values).every(([pointer, value]) => {
    const names = pointer.split('/').slice(1);
    return (
      (names.reduce<unknown>((node, name) => (node as JsonObject | undefined)?.[name], body) ?? value) ===
      value
    );
  });
}

/** One operation of an API: its generated tables, and the function that evaluates its responses. */
export interface Contract<V extends ApiName = ApiName, Body = unknown, Reason extends string = string> {
  readonly api: V;
  readonly limits: Limits<Reason>;
  /** Loads the table of reasons. */
  readonly reasons: () => Promise<Readonly<Record<Reason, WireReason>>>;
  /** Evaluates a response by HTTP status and body, because these vendors also report failures with status 200. */
  readonly evaluate: (status: number, body: unknown) => Evaluation<Body, Reason>;
  /** Measures a body for a maximum that does not count its bytes on the wire. */
  readonly measure?: (body: Uint8Array) => number;
}

/** The part of a row of the generated limit table that sending needs. */
export interface Limits<Reason extends string = string> {
  readonly method: string;
  readonly path: string;
  readonly mediaType: string;
  /** The array of items in a body; `null` if the API has no batches. */
  readonly itemPointer: string | null;
  readonly maxBodyBytes: number | null;
  readonly bodyTooLarge: Reason | null;
  readonly minItems: number | null;
  readonly tooFewItems: Reason | null;
  readonly maxItems: number | null;
  readonly tooManyItems: Reason | null;
  /** The header that says how long to wait; absent if it is `Retry-After`. */
  readonly retryAfter?: { readonly header: string; readonly unit: string };
}

/** An item as programs write it: an optional property may also be `undefined`. */
export type Input<Item> = Item extends object
  ? {
      [Name in keyof Item]: Record<never, never> extends Pick<Item, Name>
        ? Item[Name] | undefined
        : Item[Name];
    }
  : never;

/** An object of any type except a list. An interface has no index signature, so it does not match a type that has one. */
export type AnyMap = object & { readonly [Symbol.iterator]?: undefined };

/** The type of a value that is not a `Value`. The compiler shows it in the error. No value matches it. */
export interface MustBe<Value> {
  readonly 'must be': Value;
}

/** Is `Own` itself if each of its values is a `Value`. */
export type MapOf<Value, Own> = Own & {
  readonly [Name in keyof Own]: Own[Name] extends Value | undefined ? Own[Name] : MustBe<Value>;
};

export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object and not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a response as JSON. Returns `undefined` if it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the result of the object's `toJSON()`, or the object itself if it has none. */
export function asJson<Value extends object>(value: Value): Value {
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? JSON.parse(JSON.stringify(value)) : value;
}

/** Returns one event, or a list of them, as a list. It is not changed, although the type, which is that of openapi-fetch, allows it. */
export function listOf<Item extends object>(items: Item | readonly Item[]): Item[] {
  return Array.isArray(items) ? items : [items as Item];
}
