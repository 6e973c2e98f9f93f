/** A rule on a node of a schema that no validator knows: its cases, and what an exchange shows of it. */
import type { Json, PlacedRule } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import type { SchemaPlace } from '../../contract/schema-places.ts';
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

/** Any of these ways, or several. */
export interface ValueCases {
  /** Values that are tried at the place. */
  readonly tried?: CandidateMaker;
  /** Bodies that differ at the place. */
  readonly varied?: (subject: Subject, found: Found, vary: Vary) => Variation[];
  /** Whole requests. */
  readonly sent?: (subject: Subject, found: Found) => GeneratedCase[];
}

export interface ValueHits {
  readonly sides: readonly Side[];
  /** Undefined where the judge of bodies says whether the rule holds. */
  readonly shownBy?: (placed: Placed) => readonly Side[];
  /** Whether the rule counts inside of `not` and of choices, and on names. @default false */
  readonly isAnywhere?: boolean;
}

/** A rule where it was found. */
export interface Found {
  readonly place: SchemaPlace;
  readonly rule: PlacedRule;
  /** JSON pointer of the rule in the document. */
  readonly pointer: string;
}

export interface Placed extends Found {
  readonly contract: Contract;
  readonly exchange: ReadExchange;
  /** What the body has at the place. */
  readonly values: readonly Json[];
}

/** Makes the variations of another place, each for the rule at a pointer. */
export type Vary = (place: SchemaPlace, pointer: string) => Variation[];
