/** Keyword rule for `type`. */
import { isObject, type Json } from '@pushspec/contract';
import { candidate } from './candidate.ts';
import { type KeywordRules, type Shown, whole } from './keyword-rule.ts';

/** A value of each JSON type, and values that loose comparisons confuse with another type. */
const VALUES_BY_TYPE: readonly [string, Json][] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['0', 0],
  ['1', 1],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['an empty string', ''],
  ['a string', 'text'],
  ['digits in a string', '12'],
  ['an empty list', []],
  ['an empty object', {}],
];

export const typeKeywords: KeywordRules = {
  type: {
    cases: (_, { valid }) => [
      ...VALUES_BY_TYPE.map(([label, value]) => candidate(label, value)),
      ...valid.slice(0, 1).map((value) => candidate('in a list', [value])),
    ],
    hits({ node, value, holds }) {
      if (!holds) return whole('invalid');
      if (!Array.isArray(node.type)) return whole('valid');
      return node.type.flatMap((type, index): Shown[] =>
        isOfType(value, String(type)) ? [[`/${index}`, 'valid']] : [],
      );
    },
  },
};

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}
