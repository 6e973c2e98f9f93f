/** Keyword rules for the number of elements in a list or properties in an object. */
import { isObject, type Json } from '@pushspec/contract';
import { type CandidateMaker, candidate } from './candidate.ts';
import { about, edge, type KeywordRules } from './keyword-rule.ts';

const counts = (limit: number) => [limit - 1, limit, limit + 1].filter((count) => count >= 0);

function label(keyword: string, count: number, limit: number): string {
  return count === limit ? keyword : `${keyword} ${count < limit ? '- 1' : '+ 1'}`;
}

const items =
  (keyword: string): CandidateMaker =>
  (node, { valid }) => {
    const limit = Number(node[keyword]);
    const [list] = valid.filter((value): value is Json[] => Array.isArray(value) && value.length > 0);
    const element = list?.[0] ?? null;
    return counts(limit).map((count) =>
      candidate(label(keyword, count, limit), Array<Json>(count).fill(element)),
    );
  };

const properties =
  (keyword: string): CandidateMaker =>
  (node, { valid }) => {
    const limit = Number(node[keyword]);
    const object = valid.filter(isObject).find((value) => Object.keys(value).length > 0) ?? { a: null };
    const [[name, value] = ['a', null]] = Object.entries(object);
    return counts(limit).map((count) => {
      const names = Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}${index}`));
      return candidate(label(keyword, count, limit), Object.fromEntries(names.map((each) => [each, value])));
    });
  };

const length = (value: Json) => (Array.isArray(value) ? value.length : undefined);
const size = (value: Json) => (isObject(value) ? Object.keys(value).length : undefined);

export const collectionKeywords: KeywordRules = {
  minItems: { cases: items('minItems'), hits: edge(length, -1) },
  maxItems: { cases: items('maxItems'), hits: edge(length, 1) },
  minProperties: { cases: properties('minProperties'), hits: edge(size, -1) },
  maxProperties: { cases: properties('maxProperties'), hits: edge(size, 1) },
  uniqueItems: {
    hits: about((value) => Array.isArray(value) && value.length > 1),
    cases(_, { valid }) {
      const list = valid.find((value): value is Json[] => Array.isArray(value) && value.length > 0) ?? [null];
      const [element = null] = list;
      return [
        candidate('one element twice', [element, element]),
        candidate('two elements', [element, typeof element === 'number' ? element + 1 : `${element}x`]),
      ];
    },
  },
};
