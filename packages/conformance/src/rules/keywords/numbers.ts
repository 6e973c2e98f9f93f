/** Keyword rules for numbers. Each bound is tried at its value, one step below and one above. */
import type { Json } from '@pushspec/contract';
import { type Candidate, type CandidateMaker, candidate } from './candidate.ts';
import { about, edge, type KeywordRules } from './keyword-rule.ts';
import { step } from './step.ts';

/** A valid JSON number that parses as Infinity. */
const OVERFLOW = '1e999';

const bound =
  (keyword: string): CandidateMaker =>
  (node) => {
    const limit = Number(node[keyword]);
    return [
      aNumber(`${keyword} - 1`, step(limit, -1)),
      aNumber(keyword, limit),
      aNumber(`${keyword} + 1`, step(limit, 1)),
    ];
  };

function aNumber(label: string, value: number): Candidate {
  if (Number.isFinite(value)) return writtenOut(label, value);
  return { label, value, literal: value < 0 ? `-${OVERFLOW}` : OVERFLOW };
}

/** Creates a candidate with all digits of a large integer, so that its JSON is an integer. */
function writtenOut(label: string, value: number): Candidate {
  const literal =
    Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return literal === JSON.stringify(value) ? candidate(label, value) : { label, value, literal };
}

const number = (value: Json) => (typeof value === 'number' ? value : undefined);

export const numberKeywords: KeywordRules = {
  minimum: { cases: bound('minimum'), hits: edge(number, -1) },
  maximum: { cases: bound('maximum'), hits: edge(number, 1) },
  exclusiveMinimum: { cases: bound('exclusiveMinimum'), hits: edge(number, -1, true) },
  exclusiveMaximum: { cases: bound('exclusiveMaximum'), hits: edge(number, 1, true) },
  multipleOf: {
    cases({ multipleOf }) {
      const unit = Number(multipleOf);
      return [candidate('a multiple', unit * 3), candidate('not a multiple', unit * 2.5)];
    },
    hits: about((value) => typeof value === 'number'),
  },
};
