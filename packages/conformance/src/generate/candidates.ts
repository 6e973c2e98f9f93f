/** All that is tried at a place because of the keywords of its schema. A new keyword gets its cases by an entry here. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import { type Candidate, type CandidateContext, type CandidateMaker, candidate } from './candidate.ts';
import { choiceCandidates } from './choices.ts';
import { collectionCandidates } from './collections.ts';
import { numberCandidates } from './numbers.ts';
import { textCandidates } from './texts.ts';

export type { Candidate, CandidateContext } from './candidate.ts';

/** A value of each JSON type, and those that loose comparisons take for another. */
const OF_EACH_TYPE: readonly [string, Json][] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['0', 0],
  ['1', 1],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['an empty string', ''],
  ['a string', 'text'],
  ['digits in a string', '12'],
  ['an empty list', []],
  ['an empty object', {}],
];

const ofEachType: CandidateMaker = (_, { valid }) => [
  ...OF_EACH_TYPE.map(([label, value]) => candidate(label, value)),
  ...valid.slice(0, 1).map((value) => candidate('in a list', [value])),
];

const MAKERS: Readonly<Record<string, CandidateMaker>> = {
  type: ofEachType,
  ...numberCandidates,
  ...textCandidates,
  ...collectionCandidates,
  ...choiceCandidates,
};

/** The candidates of a node, each with the keyword that it is made for. */
export function candidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  return Object.entries(MAKERS).flatMap(([keyword, make]) =>
    Object.hasOwn(node, keyword) ? make(node, context).map((one): [string, Candidate] => [keyword, one]) : [],
  );
}

/** The candidates of a name, which is always a text. */
export function nameCandidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  return candidatesOf(node, context).filter(([, { value }]) => typeof value === 'string' && !isObject(value));
}
