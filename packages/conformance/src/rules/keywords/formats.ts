/** Keyword rule for `format`: of strings, and of numbers, whose range it states. */
import { maxFutureOf, type NumberFormat, numberFormatOf } from '@pushspec/contract';
import { type Candidate, candidate } from './candidate.ts';
import { about, type KeywordRules } from './keyword-rule.ts';

/** Strings that match and do not match each format that the contract linter allows. */
const STRINGS: Readonly<Record<string, [readonly string[], readonly string[]]>> = {
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

/** JSON of the ends of each range, and of the first numbers outside of it. */
const NUMBERS: Readonly<Record<NumberFormat, [readonly string[], readonly string[]]>> = {
  int32: [
    ['2147483647', '-2147483648'],
    ['2147483648', '-2147483649'],
  ],
  int64: [[], ['18446744073709551616', '-18446744073709551616', '1e999', '-1e999']],
  double: [
    ['1.7976931348623157e308', '-1.7976931348623157e308'],
    ['1e999', '-1e999'],
  ],
};

/** Creates a candidate from JSON, which JavaScript may read as infinity. */
function written(label: string, literal: string): Candidate {
  return { label, literal, value: JSON.parse(literal) as number };
}

export const formatKeywords: KeywordRules = {
  format: {
    hits: about((value) => typeof value === 'string' || typeof value === 'number'),
    cases(node) {
      const { format } = node;
      const number = numberFormatOf(node);
      const [all = [], bad = []] = (number ? NUMBERS[number] : STRINGS[String(format)]) ?? [];
      // A time that overflows has another rule.
      const overflows = maxFutureOf(node)?.bits !== undefined;
      const good = all.filter((text) => !overflows || !text.startsWith('-'));
      const make = number ? written : candidate;
      return [
        ...good.map((text) => make(`a valid ${String(format)}`, text)),
        ...bad.map((text) => make(`not a valid ${String(format)}`, text)),
      ];
    },
  },
};
