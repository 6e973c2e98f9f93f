/** Keyword rules for strings. */
import type { Json } from '@pushspec/contract';
import { type Candidate, type CandidateMaker, candidate } from './candidate.ts';
import { about, edge, type KeywordRules } from './keyword-rule.ts';

/** A character with two UTF-16 code units and four UTF-8 bytes. */
const WIDE = '\u{1F600}';

const length =
  (keyword: string): CandidateMaker =>
  (node) => {
    const limit = Number(node[keyword]);
    const lengths = [limit - 1, limit, limit + 1].filter((count) => count >= 0);
    return lengths.flatMap((count) => {
      const label = count === limit ? keyword : `${keyword} ${count < limit ? '- 1' : '+ 1'}`;
      return [
        candidate(label, 'a'.repeat(count)),
        candidate(`${label}, in characters of two UTF-16 units`, WIDE.repeat(count)),
      ];
    });
  };

/** Returns variants of a valid string with one change in it or next to it. */
function corrupted(text: string): [string, string][] {
  const locations = [...new Set([0, Math.floor(text.length / 2), text.length - 1])].filter((at) => at >= 0);
  return [
    ['empty', ''],
    ['with a space before it', ` ${text}`],
    ['with a space after it', `${text} `],
    ['with a line feed after it', `${text}\n`],
    ['twice', text + text],
    ['in upper case', text.toUpperCase()],
    ['in lower case', text.toLowerCase()],
    ...['-', 'x', '9', '\u00e9'].map((letter): [string, string] => [
      `with ${letter} before it`,
      letter + text,
    ]),
    ...locations.flatMap((at): [string, string][] => [
      [`without character ${at}`, text.slice(0, at) + text.slice(at + 1)],
      [`with - as character ${at}`, `${text.slice(0, at)}-${text.slice(at + 1)}`],
      [`with 9 as character ${at}`, `${text.slice(0, at)}9${text.slice(at + 1)}`],
    ]),
  ];
}

function strings(valid: readonly Json[]): string[] {
  return valid.filter((value): value is string => typeof value === 'string');
}

const isString = (value: Json) => typeof value === 'string';
const characters = (value: Json) => (typeof value === 'string' ? [...value].length : undefined);

export const stringKeywords: KeywordRules = {
  minLength: { cases: length('minLength'), hits: edge(characters, -1) },
  maxLength: { cases: length('maxLength'), hits: edge(characters, 1) },
  pattern: {
    hits: about(isString),
    cases({ pattern }, { valid, matching }) {
      const source = String(pattern);
      const samples = [...strings(valid), ...matching(source)].filter((text) =>
        new RegExp(source, 'u').test(text),
      );
      const [first = ''] = samples;
      return [
        ...samples.map((text) => candidate('matches the pattern', text)),
        ...corrupted(first).map(([label, text]): Candidate => candidate(label, text)),
      ];
    },
  },
};
