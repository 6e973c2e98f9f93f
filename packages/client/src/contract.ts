/** What sending needs to know of a vendor's contract, and what a call comes to. */
import type { Vendor } from '@pushspec/contract';
import type { WireReason } from '@pushspec/contract/reasons';

/** The vendor has accepted the request. What that means, and does not mean, stands in the vendor's contract. */
export interface PushResult<V extends Vendor = Vendor, Body = unknown> {
  readonly vendor: V;
  /** HTTP status of the answer. */
  readonly status: number;
  /** How many items were sent. */
  readonly items: number;
  /** The vendor's answer. */
  readonly body: Body;
  /** The vendor's id of the request, where the answer has one. Quote it when you ask the vendor. */
  readonly requestId?: string;
}

/** What an answer says; undefined, it is none of the contract's. */
export type Judgement<Body, Reason extends string> =
  | { readonly accepted: Body; readonly requestId?: string | undefined }
  | {
      readonly refused: { readonly status: number; readonly message: string; readonly errorCode?: string };
      /** The reason if the contract has none for this status and text. */
      readonly otherwise?: Reason;
    }
  | undefined;

/** A row of the generated table of acceptances. */
export interface Acceptance {
  readonly status: number;
  /** JSON pointer of each member that decides, to its value in a success. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** Whether a body is that of a success. A member that it does not have, or that is null, decides nothing. */
export function isAccepted({ members }: Acceptance, body: unknown): boolean {
  return Object.entries(members).every(([pointer, value]) => {
    const names = pointer.split('/').slice(1);
    return (
      (names.reduce<unknown>((node, name) => (node as JsonObject | undefined)?.[name], body) ?? value) ===
      value
    );
  });
}

/** One operation of one vendor: the generated tables, and the one thing that a table cannot say. */
export interface Contract<V extends Vendor = Vendor, Body = unknown, Reason extends string = string> {
  readonly vendor: V;
  readonly limits: Limits<Reason>;
  /** Loads the table of what the vendor refuses. */
  readonly reasons: () => Promise<Readonly<Record<Reason, WireReason>>>;
  /** Tells success from refusal, by HTTP status and body: these vendors fail inside a 200. */
  readonly judge: (status: number, body: unknown) => Judgement<Body, Reason>;
}

/** Of a row of the generated limit table, what sending looks at. */
export interface Limits<Reason extends string = string> {
  readonly method: string;
  readonly path: string;
  readonly mediaType: string;
  readonly maxBodyBytes: number | null;
  readonly bodyTooLarge: Reason | null;
  readonly minItems: number | null;
  readonly tooFewItems: Reason | null;
  readonly maxItems: number | null;
  readonly tooManyItems: Reason | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Narrows a parsed answer before its members are read. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An answer as JSON; undefined where there is none. openapi-fetch has parsed some of them already. */
export function parsedContent(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** One event or a list of them, as a list. */
export function listOf<Item extends object>(items: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(items) ? items : [items as Item];
}
