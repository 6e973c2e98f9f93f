/** Reads the rules that our extensions add to a schema node. */
import { isObject, type Json, type JsonObject } from '../document.ts';

/** A soft rule. A value that breaks it is accepted with a warning, or accepted and dropped. */
export interface Advice {
  readonly reason: string;
  readonly schema: JsonObject;
}

/** Seconds that a timestamp may be ahead of the service's clock. */
export interface MaxFuture {
  readonly seconds: number;
  readonly reason: string;
  /** Bits of the signed integers that the service computes with, or `undefined` if they cannot overflow. */
  readonly bits?: number;
}

/** Names that a service also reads in another letter case, after it has checked the exact ones. */
export interface OtherCase {
  /** Reason code of a name in another letter case. */
  readonly reason: string;
  /** Reason code if its value does not have the type. */
  readonly mismatch: string;
  /** The schemas of what can be converted, by lowercase name. */
  readonly types: Readonly<Record<string, JsonObject>>;
}

/** The rules of a schema node. */
export interface SchemaRules {
  /** Returns the reason code of a failure at a keyword, or the node's single code. */
  reasonOf(keyword: string): string | undefined;
  /** Reason codes by keyword; empty if the node has a single code. */
  readonly reasonByKeyword: Readonly<Record<string, string>>;
  /** All reason codes of failures at this node. */
  readonly reasons: readonly string[];
  readonly advice: readonly Advice[];
  /** Reason code of an unlisted property. */
  readonly unknownProperties: string | undefined;
  readonly maxFuture: MaxFuture | undefined;
  readonly otherCase: OtherCase | undefined;
  /** Reason code of a number that is not written as an integer. */
  readonly integerLiteral: string | undefined;
  /** Number of low bits that the service compares. */
  readonly comparedBits: number | undefined;
  /** Reason codes of rules that JSON Schema cannot express. */
  readonly beyondSchema: readonly string[];
}

/** Reads the rules of a schema node. */
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
    otherCase: node['x-other-case'] as OtherCase | undefined,
    integerLiteral: node['x-integer-literal'] as string | undefined,
    comparedBits: node['x-compared-bits'] as number | undefined,
    beyondSchema: (node['x-beyond-schema'] ?? []) as string[],
  };
}

/** Returns how far the time at this node may be in the future, or `undefined` if there is no limit. */
export function maxFutureOf(node: JsonObject): MaxFuture | undefined {
  return node['x-max-future'] as MaxFuture | undefined;
}

/** Returns whether the property at this node holds the time of an item, which the service fills in if it is absent. */
export function hasReceiptTime(node: JsonObject): boolean {
  return node['x-receipt-time'] !== undefined;
}

/** A rule of our extensions, which schema validators do not know, with its location. */
export interface CustomRule {
  readonly kind:
    | 'beyond-schema'
    | 'advice'
    | 'unknown-properties'
    | 'max-future'
    | 'overflowing-time'
    | 'other-case'
    | 'other-case-type'
    | 'integer-literal'
    | 'compared-bits';
  /** JSON pointer below the node. */
  readonly location: string;
  /** First segment of `location`, which is the name of the rule in reports. */
  readonly title: string;
  /** Reason code when a value breaks the rule; `undefined` if no value can. */
  readonly reason: string | undefined;
}

/** Pointer, below a node, of the rule about unlisted properties. */
export const UNKNOWN_PROPERTIES_POINTER = '/x-unknown-members';

/** Pointers, below a node, of the rules about names in another letter case and about the types of their values. */
export const OTHER_CASE_POINTERS = { name: '/x-other-case/reason', type: '/x-other-case/mismatch' } as const;

/** Returns the rules that our extensions add to a node. */
export function customRules(node: JsonObject): CustomRule[] {
  const { beyondSchema, advice, unknownProperties, maxFuture, otherCase, integerLiteral, comparedBits } =
    schemaRules(node);
  const rule = (kind: CustomRule['kind'], location: string, reason?: string): CustomRule => ({
    ...{ kind, location, reason, title: location.split('/')[1] ?? '' },
  });
  return [
    ...beyondSchema.map((code, index) => rule('beyond-schema', `/x-beyond-schema/${index}`, code)),
    ...advice.map(({ reason }, index) => rule('advice', `/x-advice/${index}`, reason)),
    ...(unknownProperties === undefined
      ? []
      : [rule('unknown-properties', UNKNOWN_PROPERTIES_POINTER, unknownProperties)]),
    ...(maxFuture ? [rule('max-future', '/x-max-future/seconds', maxFuture.reason)] : []),
    ...(maxFuture?.bits === undefined
      ? []
      : [rule('overflowing-time', '/x-max-future/bits', maxFuture.reason)]),
    ...(otherCase
      ? [
          rule('other-case', OTHER_CASE_POINTERS.name, otherCase.reason),
          rule('other-case-type', OTHER_CASE_POINTERS.type, otherCase.mismatch),
        ]
      : []),
    ...(integerLiteral === undefined ? [] : [rule('integer-literal', '/x-integer-literal', integerLiteral)]),
    ...(comparedBits === undefined ? [] : [rule('compared-bits', '/x-compared-bits')]),
  ];
}

/** Returns all reason codes that this node can cause. */
export function reasonCodesOf(node: JsonObject): string[] {
  const { reasons, advice, maxFuture, otherCase, unknownProperties, beyondSchema } = schemaRules(node);
  return [
    ...reasons,
    ...advice.map(({ reason }) => reason),
    ...(maxFuture ? [maxFuture.reason] : []),
    ...(otherCase ? [otherCase.reason, otherCase.mismatch] : []),
    ...(unknownProperties === undefined ? [] : [unknownProperties]),
    ...beyondSchema,
  ];
}

/** Adds a reason to a schema that is built from a soft rule. */
export function withReason(schema: JsonObject, reason: string): JsonObject {
  return { ...schema, 'x-reason': reason };
}

/** Keywords with soft rules, which refuse nothing, or with rules that JSON Schema cannot express. */
export const SOFT_KEYWORDS = [
  'x-other-case',
  'x-advice',
  'x-unknown-members',
  'x-beyond-schema',
  'x-receipt-time',
];

/** Keywords for human readers, which neither validators nor messages use. */
export const PROSE_KEYWORDS = [
  ...['title', 'description', 'examples', 'example', 'deprecated'],
  ...['x-source', 'x-provenance'],
];

/** Returns the only value that a schema allows, as `const` or as an `enum` of one, or `undefined` if there are several. */
export function onlyValueOf(schema: Json | undefined): Json | undefined {
  if (!isObject(schema)) return undefined;
  if (schema.const !== undefined) return schema.const;
  return Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined;
}

/** Maps formats of numbers to their types. `float` is not among them, because it is too small for a time in milliseconds. */
export const NUMBER_FORMATS = { int32: 'integer', int64: 'integer', double: 'number' } as const;

/** A format that states the range of a number. */
export type NumberFormat = keyof typeof NUMBER_FORMATS;

/** Returns the format of a number, or `undefined` for strings and other values. */
export function numberFormatOf({ format }: JsonObject): NumberFormat | undefined {
  return typeof format === 'string' && Object.hasOwn(NUMBER_FORMATS, format)
    ? (format as NumberFormat)
    : undefined;
}

/** Returns the reason code that a node has for every failure, or `undefined` if it has several or none. */
export function wholeReasonOf(node: JsonObject): string | undefined {
  return typeof node['x-reason'] === 'string' ? node['x-reason'] : undefined;
}
