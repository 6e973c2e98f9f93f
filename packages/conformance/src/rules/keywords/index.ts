/** What it takes for a keyword to be covered by a value. */
import type { Json, JsonObject } from '@pushspec/contract';
import { isObject } from '@pushspec/contract';
import type { Side } from './rule.ts';
import { step } from './step.ts';

/** A keyword applied to a value: the sides of its rules that the value shows. */
export interface Applied {
  readonly keyword: string;
  /** The schema that holds the keyword. */
  readonly node: JsonObject;
  readonly value: Json;
  readonly holds: boolean;
}

/** A side, and the part of the keyword that shows it: `0` in a list of types, nothing for the whole. */
export type Shown = readonly [part: string, side: Side];

type Keyword = (applied: Applied) => readonly Shown[];

const whole = (side: Side): readonly Shown[] => [['', side]];

/** For keywords that say nothing about values of other types. */
const about =
  (isAbout: (value: Json) => boolean): Keyword =>
  ({ value, holds }) =>
    isAbout(value) ? whole(holds ? 'valid' : 'invalid') : [];

const isText = (value: Json) => typeof value === 'string';

/** Bounds count at their edge only: a value far from it shows little. */
const edge =
  (measure: (value: Json) => number | undefined, last: 1 | -1, isExclusive = false): Keyword =>
  ({ keyword, node, value, holds }) => {
    const size = measure(value);
    if (size === undefined) return [];
    const limit = Number(node[keyword]);
    // The last value that keeps the rule, and the first that breaks it.
    const inside = isExclusive ? step(limit, last === 1 ? -1 : 1) : limit;
    const outside = isExclusive ? limit : step(limit, last);
    if (holds) return size === inside ? whole('valid') : [];
    return size === outside ? whole('invalid') : [];
  };

const number = (value: Json) => (typeof value === 'number' ? value : undefined);
const length = (value: Json) => (typeof value === 'string' ? [...value].length : undefined);
const items = (value: Json) => (Array.isArray(value) ? value.length : undefined);
const members = (value: Json) => (isObject(value) ? Object.keys(value).length : undefined);

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type({ node, value, holds }) {
    if (!holds) return whole('invalid');
    if (!Array.isArray(node.type)) return whole('valid');
    return node.type.flatMap((type, index): Shown[] =>
      isOfType(value, String(type)) ? [[`/${index}`, 'valid']] : [],
    );
  },
  enum({ node, value, holds }) {
    const list = Array.isArray(node.enum) ? node.enum : [];
    if (holds) return list.flatMap((one, index): Shown[] => (one === value ? [[`/${index}`, 'valid']] : []));
    // A value of another type would be refused without the list as well.
    return list.some((one) => typeof one === typeof value) ? whole('invalid') : [];
  },
  const: ({ holds }) => whole(holds ? 'valid' : 'invalid'),
  pattern: about(isText),
  format: about(isText),
  minLength: edge(length, -1),
  maxLength: edge(length, 1),
  minimum: edge(number, -1),
  maximum: edge(number, 1),
  exclusiveMinimum: edge(number, -1, true),
  exclusiveMaximum: edge(number, 1, true),
  multipleOf: about((value) => typeof value === 'number'),
  minItems: edge(items, -1),
  maxItems: edge(items, 1),
  uniqueItems: about((value) => Array.isArray(value) && value.length > 1),
  minProperties: edge(members, -1),
  maxProperties: edge(members, 1),
  not: ({ holds }) => whole(holds ? 'valid' : 'invalid'),
  additionalProperties: ({ node, value, holds }) =>
    node.additionalProperties === false && isObject(value) ? whole(holds ? 'valid' : 'invalid') : [],
  anyOf: ({ holds }) => whole(holds ? 'valid' : 'invalid'),
  oneOf: ({ holds }) => whole(holds ? 'valid' : 'invalid'),
  required({ node, value }) {
    if (!isObject(value)) return [];
    const names = Array.isArray(node.required) ? node.required.map(String) : [];
    return names.map((name, index): Shown => [`/${index}`, Object.hasOwn(value, name) ? 'valid' : 'invalid']);
  },
};

/** Keywords that are counted; all others hold other schemas, or say nothing. */
export function isCounted(keyword: string): boolean {
  return Object.hasOwn(KEYWORDS, keyword);
}

export function shownBy(applied: Applied): readonly Shown[] {
  return KEYWORDS[applied.keyword]?.(applied) ?? [];
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}
