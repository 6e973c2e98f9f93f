/** A rule on a schema node that JSON Schema cannot express: its cases, and what an exchange shows of it. */
import type { CustomRule, Json } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import type { SchemaLocation } from '../../contract/schema-locations.ts';
import type { ReadExchange } from '../../coverage/exchange.ts';
import type { Side } from '../../coverage/rule.ts';
import type { GeneratedCase } from '../../generate/generated-case.ts';
import type { Subject } from '../../generate/subject.ts';
import type { Variation } from '../../generate/variations.ts';
import type { CandidateMaker } from '../keywords/candidate.ts';

export interface ValueRule {
  readonly cases: ValueCases;
  readonly hits: ValueHits;
}

/** How cases are generated. At least one property is set. */
export interface ValueCases {
  /** Values to try at the location. */
  readonly tried?: CandidateMaker;
  /** Bodies that differ at the location. */
  readonly varied?: (subject: Subject, found: LocatedRule, vary: VaryLocation) => Variation[];
  /** Whole requests. */
  readonly sent?: (subject: Subject, found: LocatedRule) => GeneratedCase[];
}

export interface ValueHits {
  readonly sides: readonly Side[];
  /** `undefined` if the body validator decides whether the rule is kept. */
  readonly shownBy?: (placed: RuleMatch) => readonly Side[];
  /** Whether the rule also counts inside `not` and choices, and on property names. @default false */
  readonly isAnywhere?: boolean;
}

/** A rule and its location. */
export interface LocatedRule {
  readonly location: SchemaLocation;
  readonly rule: CustomRule;
  /** JSON pointer of the rule in the document. */
  readonly pointer: string;
}

export interface RuleMatch extends LocatedRule {
  readonly contract: Contract;
  readonly exchange: ReadExchange;
  /** Values of the body at the location. */
  readonly values: readonly Json[];
}

/** Returns the variations of another location, each for the rule at a pointer. */
export type VaryLocation = (location: SchemaLocation, pointer: string) => Variation[];
