/** Rule for numbers that must be written as integers: without a fraction, an exponent, or more than 64 bits. */
import type { Json, JsonObject } from '@pushspec/contract';
import { BOTH, type Side } from '../../coverage/rule.ts';
import type { Candidate, CandidateContext } from '../keywords/candidate.ts';
import type { RuleMatch, ValueRule } from './value-rule.ts';

export const integerLiterals: ValueRule = { cases: { tried }, hits: { sides: BOTH, shownBy } };

/** Ends of the range of each format for integers. */
const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Returns two non-integer spellings of an integer, and the ends of the range of its format. */
function tried({ format }: JsonObject, { valid }: CandidateContext): Candidate[] {
  const value = valid.find((one): one is number => typeof one === 'number') ?? 1;
  const spelled = (label: string, literal: string): Candidate => ({
    label,
    literal,
    value: JSON.parse(literal) as Json,
  });
  const [least, greatest] = RANGES[String(format)] ?? [];
  return [
    spelled('written with a fraction', `${value}.0`),
    spelled('written with an exponent', `${value}e0`),
    ...(least === undefined || greatest === undefined
      ? []
      : [
          spelled(`the least ${format}`, least.toString()),
          spelled(`below the least ${format}`, (least - 1n).toString()),
          spelled(`the greatest ${format}`, greatest.toString()),
          spelled(`above the greatest ${format}`, (greatest + 1n).toString()),
        ]),
  ];
}

/** Shown only if the value would be valid when written as an integer. */
function shownBy({ exchange, rule, values }: RuleMatch): readonly Side[] {
  if (!values.some((value) => Number.isInteger(value))) return [];
  if (exchange.isAccepted) return ['valid'];
  return exchange.shown === rule.reason ? ['invalid'] : [];
}
