/** Keywords about numbers: each bound is tried at it, one step below it and one above. */
import type { Json } from '@pushspec/contract';
import { type Candidate, type CandidateMaker, candidate } from './candidate.ts';
import { about, edge, type KeywordRules } from './keyword-rule.ts';
import { step } from './step.ts';

/** `1e999` is valid JSON, and is read as infinity. */
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
  return { label, value, text: value < 0 ? `-${OVERFLOW}` : OVERFLOW };
}

/** Writes large integers with all their digits, so that a reader of the text sees an integer. */
function writtenOut(label: string, value: number): Candidate {
  const text = Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return text === JSON.stringify(value) ? candidate(label, value) : { label, value, text };
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
