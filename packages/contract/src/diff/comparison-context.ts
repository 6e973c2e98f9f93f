/** Holds the state of a comparison, and maps a change of a schema to its effect. */
import type { OpenApiDocument } from '../document.ts';
import type { Located, Report } from './change.ts';
import { type Direction, inverse } from './directions.ts';
import type { Effect } from './effects.ts';

/** The use of a schema. `warning` is a soft rule: breaking it only causes a warning. */
export type Side = 'request' | 'response' | 'warning';

export interface ComparisonContext {
  readonly old: OpenApiDocument;
  readonly revised: OpenApiDocument;
  readonly report: Report;
  readonly side: Side;
  /** Inside of `not`, where narrowing the schema widens what is accepted. */
  readonly inverted?: boolean;
  /** The pairs that have been compared. */
  readonly seen: Set<string>;
  /** The outermost old schema of the current value. All of its branches apply to that value. */
  readonly whole?: Located | undefined;
  /** The pairs that have been compared within a new property; `undefined` outside of one. */
  readonly asNew?: Set<string>;
  /** Compares two nested schemas. Rules for extensions and new properties call it too. */
  readonly compare: (context: ComparisonContext, old: Located, revised: Located) => void;
}

const EFFECTS: Readonly<Record<Side, Readonly<Record<Direction, Effect>>>> = {
  request: { narrower: 'request-tightened', wider: 'request-loosened', other: 'request-changed' },
  response: { narrower: 'response-tightened', wider: 'response-loosened', other: 'response-changed' },
  warning: { narrower: 'advice-changed', wider: 'advice-changed', other: 'advice-changed' },
};

export function effectOf({ side, inverted }: ComparisonContext, direction: Direction): Effect {
  return EFFECTS[side][(inverted ? inverse(direction) : direction) as Direction];
}
