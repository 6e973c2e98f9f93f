/** What our extensions say on one node of a schema. The rules stay in the document, where validators apply the node. */
import { isObject, type JsonObject } from '../document.ts';

/** A soft rule: a value that breaks it is accepted with a warning, or accepted and dropped. */
export interface Advice {
  readonly reason: string;
  readonly schema: JsonObject;
}

/** How far a time may be ahead of the service's clock, in seconds. */
export interface MaxFuture {
  readonly seconds: number;
  readonly reason: string;
}

export interface SchemaRules {
  /** Reason code of a value that fails at this keyword, or of any failure where the node has one code. */
  reasonOf(keyword: string): string | undefined;
  /** Reason codes by keyword; empty where the node has one code for all of them. */
  readonly reasonByKeyword: Readonly<Record<string, string>>;
  /** All reason codes that the node names for failures. */
  readonly reasons: readonly string[];
  readonly advice: readonly Advice[];
  /** Reason code of a property that the schema does not list. */
  readonly unknownProperties: string | undefined;
  readonly maxFuture: MaxFuture | undefined;
  /** Reason code of a number that is not written as an integer. */
  readonly integerLiteral: string | undefined;
  /** How many low bits of a number the service compares. */
  readonly comparedBits: number | undefined;
  /** Reason codes of rules that JSON Schema cannot express. */
  readonly beyondSchema: readonly string[];
}

export function schemaRules(node: JsonObject): SchemaRules {
  const reason = node['x-reason'];
  const byKeyword = isObject(reason) ? (reason as Record<string, string>) : undefined;
  return {
    reasonOf: (keyword) => (byKeyword ? byKeyword[keyword] : (reason as string | undefined)),
    reasonByKeyword: byKeyword ?? {},
    reasons: byKeyword ? Object.values(byKeyword) : typeof reason === 'string' ? [reason] : [],
    advice: (Array.isArray(node['x-advice']) ? node['x-advice'] : []) as unknown as Advice[],
    unknownProperties: node['x-unknown-members'] as string | undefined,
    maxFuture: maxFutureOf(node),
    integerLiteral: node['x-integer-literal'] as string | undefined,
    comparedBits: node['x-compared-bits'] as number | undefined,
    beyondSchema: (node['x-beyond-schema'] ?? []) as string[],
  };
}

export function maxFutureOf(node: JsonObject): MaxFuture | undefined {
  return node['x-max-future'] as MaxFuture | undefined;
}

/** A rule of one node that validators do not know, with the place that states it. */
export interface PlacedRule {
  readonly kind:
    | 'beyond-schema'
    | 'advice'
    | 'unknown-properties'
    | 'max-future'
    | 'integer-literal'
    | 'compared-bits';
  /** JSON pointer below the node. */
  readonly place: string;
  /** First part of the place: as reports name the rule. */
  readonly title: string;
  /** Reason code of a value that breaks it; undefined where no value does. */
  readonly reason: string | undefined;
}

/** Pointer below a node of the rule about properties that the node does not list, whether or not there is one. */
export const UNKNOWN_PROPERTIES_PLACE = '/x-unknown-members';

/** The rules of a node that validators do not know. */
export function placedRules(node: JsonObject): PlacedRule[] {
  const { beyondSchema, advice, unknownProperties, maxFuture, integerLiteral, comparedBits } =
    schemaRules(node);
  const rule = (kind: PlacedRule['kind'], place: string, reason?: string): PlacedRule => ({
    ...{ kind, place, reason, title: place.split('/')[1] ?? '' },
  });
  return [
    ...beyondSchema.map((code, index) => rule('beyond-schema', `/x-beyond-schema/${index}`, code)),
    ...advice.map(({ reason }, index) => rule('advice', `/x-advice/${index}`, reason)),
    ...(unknownProperties === undefined
      ? []
      : [rule('unknown-properties', UNKNOWN_PROPERTIES_PLACE, unknownProperties)]),
    ...(maxFuture ? [rule('max-future', '/x-max-future/seconds', maxFuture.reason)] : []),
    ...(integerLiteral === undefined ? [] : [rule('integer-literal', '/x-integer-literal', integerLiteral)]),
    ...(comparedBits === undefined ? [] : [rule('compared-bits', '/x-compared-bits')]),
  ];
}

/** All reason codes that a value can have because of this node alone. */
export function reasonCodesOf(node: JsonObject): string[] {
  const { reasons, advice, maxFuture, unknownProperties, beyondSchema } = schemaRules(node);
  return [
    ...reasons,
    ...advice.map(({ reason }) => reason),
    ...(maxFuture ? [maxFuture.reason] : []),
    ...(unknownProperties === undefined ? [] : [unknownProperties]),
    ...beyondSchema,
  ];
}

/** A node that fails with this reason, for schemas that are built from soft rules. */
export function withReason(schema: JsonObject, reason: string): JsonObject {
  return { ...schema, 'x-reason': reason };
}

/** Keywords with soft rules, which refuse nothing, and with rules that JSON Schema cannot express. */
export const SOFT_KEYWORDS = ['x-advice', 'x-unknown-members', 'x-beyond-schema'];

/** Keywords that people read, and no validator and no message. */
export const PROSE_KEYWORDS = [
  ...['title', 'description', 'examples', 'example', 'deprecated'],
  ...['x-source', 'x-provenance'],
];

/** The reason code that a node has for every failure; undefined where it has several, or none. */
export function wholeReasonOf(node: JsonObject): string | undefined {
  return typeof node['x-reason'] === 'string' ? node['x-reason'] : undefined;
}
