/** Numbers that have to be written as whole ones: without a fraction, an exponent, or more than 64 bits. */
import type { Json, JsonObject } from '@pushspec/contract';
import { BOTH, type Side } from '../../coverage/rule.ts';
import type { Candidate, CandidateContext } from '../keywords/candidate.ts';
import type { Placed, ValueRule } from './value-rule.ts';

export const integerLiterals: ValueRule = { cases: { tried }, hits: { sides: BOTH, shownBy } };

/** Two spellings of a whole number that are none to who reads literals, and the ends of 64 bits. */
function tried({ minimum, maximum }: JsonObject, { valid }: CandidateContext): Candidate[] {
  const value = valid.find((one): one is number => typeof one === 'number') ?? 1;
  const literal = (label: string, text: string): Candidate => ({
    label,
    text,
    value: JSON.parse(text) as Json,
  });
  const ends = [
    ['least', minimum, 0n, -1n],
    ['greatest', maximum, -1n, 0n],
  ] as const;
  return [
    literal('written with a fraction', `${value}.0`),
    literal('written with an exponent', `${value}e0`),
    ...ends.flatMap(([label, limit, inside, outside]) => {
      if (typeof limit !== 'number' || !Number.isInteger(limit)) return [];
      const whole = BigInt(limit);
      return [
        literal(`the ${label} 64-bit integer`, (whole + inside).toString()),
        literal(`beyond the ${label} 64-bit integer`, (whole + outside).toString()),
      ];
    }),
  ];
}

/** Seen only where the value would be fine if it were written as a whole number. */
function shownBy({ exchange, rule, values }: Placed): readonly Side[] {
  if (!values.some((value) => Number.isInteger(value))) return [];
  if (exchange.isAccepted) return ['valid'];
  return exchange.shown === rule.reason ? ['invalid'] : [];
}
