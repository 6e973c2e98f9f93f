/** A JSON Schema keyword as a rule: the values to try for it, and the sides of it that a value shows. */
import type { Json, JsonObject } from '@pushspec/contract';
import type { Side } from '../../coverage/rule.ts';
import type { CandidateMaker } from './candidate.ts';
import { step } from './step.ts';

export interface KeywordRule {
  /** `undefined` if the cases come from the properties of an object or from other keywords. */
  readonly cases?: CandidateMaker;
  readonly hits?: (applied: AppliedKeyword) => readonly Shown[];
}

export type KeywordRules = Readonly<Record<string, KeywordRule>>;

/** A keyword applied to a value. */
export interface AppliedKeyword {
  readonly keyword: string;
  /** The schema that contains the keyword. */
  readonly node: JsonObject;
  readonly value: Json;
  readonly holds: boolean;
}

/** A side, and the part of the keyword that it belongs to: `0` in a list of types, empty for the whole keyword. */
export type Shown = readonly [part: string, side: Side];

type Hits = NonNullable<KeywordRule['hits']>;

export const whole = (side: Side): readonly Shown[] => [['', side]];

/** Hits of keywords that apply to every value. */
export const always: Hits = ({ holds }) => whole(holds ? 'valid' : 'invalid');

/** Hits of keywords that ignore values of other types. */
export const about =
  (isAbout: (value: Json) => boolean): Hits =>
  (applied) =>
    isAbout(applied.value) ? always(applied) : [];

/** Hits of bounds, which count only at their edge because a value far from it shows little. */
export const edge =
  (measure: (value: Json) => number | undefined, last: 1 | -1, isExclusive = false): Hits =>
  ({ keyword, node, value, holds }) => {
    const size = measure(value);
    if (size === undefined) return [];
    const limit = Number(node[keyword]);
    // The last value that keeps the rule and the first that breaks it.
    const inside = isExclusive ? step(limit, last === 1 ? -1 : 1) : limit;
    const outside = isExclusive ? limit : step(limit, last);
    if (holds) return size === inside ? whole('valid') : [];
    return size === outside ? whole('invalid') : [];
  };
