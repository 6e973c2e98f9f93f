/** A keyword of JSON Schema as a rule: the values that are tried because of it, and the sides of it that a value shows. */
import type { Json, JsonObject } from '@pushspec/contract';
import type { Side } from '../../coverage/rule.ts';
import type { CandidateMaker } from './candidate.ts';
import { step } from './step.ts';

export interface KeywordRule {
  /** Undefined where the cases come from the members of an object, or from other keywords. */
  readonly cases?: CandidateMaker;
  readonly hits?: (applied: Applied) => readonly Shown[];
}

export type KeywordRules = Readonly<Record<string, KeywordRule>>;

/** A keyword applied to a value: the sides of its rules that the value shows. */
export interface Applied {
  readonly keyword: string;
  /** The schema that holds the keyword. */
  readonly node: JsonObject;
  readonly value: Json;
  readonly holds: boolean;
}

/** A side, and the part of the keyword that shows it: `0` in a list of types, nothing for the whole. */
export type Shown = readonly [part: string, side: Side];

type Hits = NonNullable<KeywordRule['hits']>;

export const whole = (side: Side): readonly Shown[] => [['', side]];

/** For keywords that say the same of every value. */
export const always: Hits = ({ holds }) => whole(holds ? 'valid' : 'invalid');

/** For keywords that say nothing about values of other types. */
export const about =
  (isAbout: (value: Json) => boolean): Hits =>
  (applied) =>
    isAbout(applied.value) ? always(applied) : [];

/** Bounds count at their edge only: a value far from it shows little. */
export const edge =
  (measure: (value: Json) => number | undefined, last: 1 | -1, isExclusive = false): Hits =>
  ({ keyword, node, value, holds }) => {
    const size = measure(value);
    if (size === undefined) return [];
    const limit = Number(node[keyword]);
    // The last value that keeps the rule, and the first that breaks it.
    const inside = isExclusive ? step(limit, last === 1 ? -1 : 1) : limit;
    const outside = isExclusive ? limit : step(limit, last);
    if (holds) return size === inside ? whole('valid') : [];
    return size === outside ? whole('invalid') : [];
  };
