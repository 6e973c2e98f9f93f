/** Candidates for the keywords that are about numbers: each bound, one step below it and one above. */
import type { Json } from '@pushspec/contract';
import { step } from '../../coverage/step.ts';
import { type Candidate, type CandidateMaker, candidate } from './candidate.ts';

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

/** Large whole numbers are written with all their digits, so that they stay whole numbers for whoever reads the text. */
function writtenOut(label: string, value: number): Candidate {
  const text = Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return text === JSON.stringify(value) ? candidate(label, value) : { label, value, text };
}

export const numberCandidates: Readonly<Record<string, CandidateMaker>> = {
  minimum: bound('minimum'),
  maximum: bound('maximum'),
  exclusiveMinimum: bound('exclusiveMinimum'),
  exclusiveMaximum: bound('exclusiveMaximum'),
  multipleOf({ multipleOf }) {
    const unit = Number(multipleOf);
    return [candidate('a multiple', unit * 3), candidate('not a multiple', unit * 2.5)];
  },
  /** Two spellings of a whole number that are none to who reads literals, and the ends of 64 bits. */
  'x-integer-literal'({ minimum, maximum }, { valid }) {
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
  },
};
