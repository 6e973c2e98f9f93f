/** Keywords that list what is allowed, or what is not. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import { type Candidate, type CandidateContext, candidate } from './candidate.ts';
import { always, type KeywordRules, type Shown, whole } from './keyword-rule.ts';

/** A value that is near the given one and is not it. */
function others(value: Json): [string, Json][] {
  if (typeof value === 'number')
    return [
      ['one more', value + 1],
      ['as a string', String(value)],
    ];
  if (typeof value !== 'string') return [['as a string', JSON.stringify(value)]];
  return [
    ['with one more letter', `${value}x`],
    ['in the other letter case', value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()],
    ['with a capital', value.charAt(0).toUpperCase() + value.slice(1)],
    ['with a space after it', `${value} `],
  ];
}

/** Values that are near those of a list, and not in it. */
function beside(list: readonly Json[]): Candidate[] {
  const near = list.flatMap((value) =>
    others(value).map(([label, other]) => candidate(`${listed(value)} ${label}`, other)),
  );
  return near.filter(({ value }) => !list.includes(value)).slice(0, MOST_BESIDE);
}

const MOST_BESIDE = 8;

function listed(value: Json): string {
  return JSON.stringify(value);
}

/** Puts what is forbidden where a valid text begins: a longer text that matches the rest. */
function spliced(forbidden: string, valid: readonly string[]): string[] {
  return valid.flatMap((text) => [forbidden + text.slice(forbidden.length), forbidden + text]);
}

/**
 * Valid texts but for what a pattern forbids, which is put in each place where the text stays one that is otherwise
 * allowed: the 30th of February is found in this way, wherever a date is written in a text.
 */
function planted(
  pattern: string,
  allowed: Json | undefined,
  { valid, matching }: CandidateContext,
): string[] {
  if (typeof allowed !== 'string') return [];
  const [rule, whole] = [new RegExp(pattern, 'u'), new RegExp(allowed, 'u')];
  const cores = [...new Set(matching(pattern).flatMap((text) => rule.exec(text)?.[0] ?? []))];
  const texts = valid.filter((value): value is string => typeof value === 'string').slice(0, 2);
  return texts.flatMap((text) =>
    cores.flatMap((core) => {
      const places = Array.from({ length: Math.max(0, text.length - core.length + 1) }, (_, at) => at);
      return places
        .map((at) => text.slice(0, at) + core + text.slice(at + core.length))
        .filter((made) => whole.test(made) && rule.test(made));
    }),
  );
}

/** The text in upper case and with a capital, where that is another text. */
function inOtherLetters(text: string): string[] {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return [...new Set([text.toUpperCase(), capital])].filter((other) => other !== text);
}

function forbidden(node: JsonObject, allowed: Json | undefined, context: CandidateContext): Candidate[] {
  const { valid, matching } = context;
  const values = [
    ...(node.const === undefined ? [] : [node.const]),
    ...(Array.isArray(node.enum) ? node.enum : []),
  ];
  const patterns = typeof node.pattern === 'string' ? matching(node.pattern) : [];
  const texts = valid.filter((value): value is string => typeof value === 'string');
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((name) =>
    Array.isArray(node[name]) ? node[name] : [],
  );
  return [
    ...values.map((value) => candidate('forbidden', value)),
    ...values.flatMap((value) =>
      others(value).map(([label, other]) => candidate(`${listed(value)} ${label}`, other)),
    ),
    ...patterns.map((text) => candidate('matches what is forbidden', text)),
    ...patterns.flatMap((text) =>
      inOtherLetters(text).map((other) =>
        candidate('matches what is forbidden, in other letter case', other),
      ),
    ),
    ...patterns
      .flatMap((text) => [text, ...inOtherLetters(text)])
      .flatMap((text) =>
        spliced(text, texts).map((whole) => candidate(`begins with the forbidden ${listed(text)}`, whole)),
      ),
    ...(typeof node.pattern === 'string' ? planted(node.pattern, allowed, context) : []).map((text) =>
      candidate('contains what is forbidden', text),
    ),
    ...branches.filter(isObject).flatMap((branch) => forbidden(branch, allowed, context)),
  ];
}

export const choiceKeywords: KeywordRules = {
  enum: {
    cases({ enum: values }) {
      const list = Array.isArray(values) ? values : [];
      return [...list.map((value) => candidate(listed(value), value)), ...beside(list)];
    },
    hits({ node, value, holds }) {
      const list = Array.isArray(node.enum) ? node.enum : [];
      if (holds)
        return list.flatMap((one, index): Shown[] => (one === value ? [[`/${index}`, 'valid']] : []));
      // A value of another type would be refused without the list as well.
      return list.some((one) => typeof one === typeof value) ? whole('invalid') : [];
    },
  },
  const: {
    cases: ({ const: value = null }) => [
      candidate(listed(value), value),
      ...others(value).map(([label, other]) => candidate(`${listed(value)} ${label}`, other)),
    ],
    hits: always,
  },
  not: {
    cases: ({ not, pattern }, context) => (isObject(not) ? forbidden(not, pattern, context) : []),
    hits: always,
  },
};
