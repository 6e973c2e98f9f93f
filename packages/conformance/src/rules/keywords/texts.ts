/** Keywords about texts. */
import type { Json } from '@pushspec/contract';
import { type Candidate, type CandidateMaker, candidate } from './candidate.ts';
import { about, edge, type KeywordRules } from './keyword-rule.ts';

/** One character that takes two units in UTF-16 and four bytes in UTF-8. */
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

/** How a valid text is spoilt in one place, or beside it. */
function spoilt(text: string): [string, string][] {
  const places = [...new Set([0, Math.floor(text.length / 2), text.length - 1])].filter((at) => at >= 0);
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
    ...places.flatMap((at): [string, string][] => [
      [`without character ${at}`, text.slice(0, at) + text.slice(at + 1)],
      [`with - as character ${at}`, `${text.slice(0, at)}-${text.slice(at + 1)}`],
      [`with 9 as character ${at}`, `${text.slice(0, at)}9${text.slice(at + 1)}`],
    ]),
  ];
}

function texts(valid: readonly Json[]): string[] {
  return valid.filter((value): value is string => typeof value === 'string');
}

const isText = (value: Json) => typeof value === 'string';
const characters = (value: Json) => (typeof value === 'string' ? [...value].length : undefined);

export const textKeywords: KeywordRules = {
  minLength: { cases: length('minLength'), hits: edge(characters, -1) },
  maxLength: { cases: length('maxLength'), hits: edge(characters, 1) },
  pattern: {
    hits: about(isText),
    cases({ pattern }, { valid, matching }) {
      const source = String(pattern);
      const samples = [...texts(valid), ...matching(source)].filter((text) =>
        new RegExp(source, 'u').test(text),
      );
      const [first = ''] = samples;
      return [
        ...samples.map((text) => candidate('matches the pattern', text)),
        ...spoilt(first).map(([label, text]): Candidate => candidate(label, text)),
      ];
    },
  },
  format: {
    hits: about(isText),
    cases({ format }) {
      const [good = [], bad = []] = FORMATS[String(format)] ?? [];
      return [
        ...good.map((text) => candidate(`a valid ${String(format)}`, text)),
        ...bad.map((text) => candidate(`not a valid ${String(format)}`, text)),
      ];
    },
  },
};

/** Texts that are and that are not of a format; those that lint allows. */
const FORMATS: Readonly<Record<string, [readonly string[], readonly string[]]>> = {
  uuid: [
    ['a75ad22e-3c4f-4481-9096-c4947bf47187'],
    ['a75ad22e3c4f44819096c4947bf47187', 'g75ad22e-3c4f-4481-9096-c4947bf47187'],
  ],
  'date-time': [
    ['2026-11-21T08:30:00Z', '2026-11-21T08:30:00.5+08:00'],
    ['2026-13-21T08:30:00Z', '2026-11-21 08:30', '2026-02-30T08:30:00Z'],
  ],
  date: [['2028-02-29'], ['2026-02-29', '2026-11-21T08:30:00Z']],
  uri: [['https://example.com/a?b#c'], ['not a uri', '//example.com']],
  ipv4: [['192.0.2.1'], ['192.0.2.256', '192.0.2', '2001:db8::1']],
  ipv6: [
    ['2001:db8::1', '::'],
    ['2001:db8::1::2', '192.0.2.1', 'g::1'],
  ],
};
