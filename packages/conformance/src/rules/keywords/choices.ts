/** Keyword rules for `enum`, `const` and `not`. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import { type Candidate, type CandidateContext, candidate } from './candidate.ts';
import { always, type KeywordRules, type Shown, whole } from './keyword-rule.ts';

/** Returns values that are similar to the given one. */
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

/** Returns values that are similar to those of a list but not in it. */
function notListed(list: readonly Json[]): Candidate[] {
  const near = list.flatMap((value) =>
    others(value).map(([label, other]) => candidate(`${listed(value)} ${label}`, other)),
  );
  return near.filter(({ value }) => !list.includes(value)).slice(0, MAX_SIMILAR_VALUES);
}

const MAX_SIMILAR_VALUES = 8;

function listed(value: Json): string {
  return JSON.stringify(value);
}

/** Replaces the start of a valid string with the forbidden part. */
function withForbiddenStart(forbidden: string, valid: readonly string[]): string[] {
  return valid.flatMap((text) => [forbidden + text.slice(forbidden.length), forbidden + text]);
}

/**
 * Returns strings that are valid except for a forbidden part, inserted wherever the rest stays
 * valid. This produces February 30, wherever the string contains a date.
 */
function withForbiddenPart(
  pattern: string,
  allowed: Json | undefined,
  { valid, matching }: CandidateContext,
): string[] {
  if (typeof allowed !== 'string') return [];
  const [rule, whole] = [new RegExp(pattern, 'u'), new RegExp(allowed, 'u')];
  const cores = [...new Set(matching(pattern).flatMap((text) => rule.exec(text)?.[0] ?? []))];
  const strings = valid.filter((value): value is string => typeof value === 'string').slice(0, 2);
  return strings.flatMap((text) =>
    cores.flatMap((core) => {
      const locations = Array.from({ length: Math.max(0, text.length - core.length + 1) }, (_, at) => at);
      return locations
        .map((at) => text.slice(0, at) + core + text.slice(at + core.length))
        .filter((candidate) => whole.test(candidate) && rule.test(candidate));
    }),
  );
}

/** Returns the string in uppercase and capitalized, if that changes it. */
function withSwappedCase(text: string): string[] {
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
  const strings = valid.filter((value): value is string => typeof value === 'string');
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
      withSwappedCase(text).map((other) =>
        candidate('matches what is forbidden, in other letter case', other),
      ),
    ),
    ...patterns
      .flatMap((text) => [text, ...withSwappedCase(text)])
      .flatMap((text) =>
        withForbiddenStart(text, strings).map((whole) =>
          candidate(`begins with the forbidden ${listed(text)}`, whole),
        ),
      ),
    ...(typeof node.pattern === 'string' ? withForbiddenPart(node.pattern, allowed, context) : []).map(
      (text) => candidate('contains what is forbidden', text),
    ),
    ...branches.filter(isObject).flatMap((branch) => forbidden(branch, allowed, context)),
  ];
}

/** Returns the pattern of a node or of one of its alternatives. */
function allowedPattern({ pattern, oneOf }: JsonObject): Json | undefined {
  const alternatives = Array.isArray(oneOf) ? oneOf.filter(isObject) : [];
  return pattern ?? alternatives.find((each) => each.pattern !== undefined)?.pattern;
}

export const choiceKeywords: KeywordRules = {
  enum: {
    cases({ enum: values }) {
      const list = Array.isArray(values) ? values : [];
      return [...list.map((value) => candidate(listed(value), value)), ...notListed(list)];
    },
    hits({ node, value, holds }) {
      const list = Array.isArray(node.enum) ? node.enum : [];
      if (holds)
        return list.flatMap((one, index): Shown[] => (one === value ? [[`/${index}`, 'valid']] : []));
      // A value of another type is refused even without the list.
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
    cases: (node, context) => (isObject(node.not) ? forbidden(node.not, allowedPattern(node), context) : []),
    hits: always,
  },
};
