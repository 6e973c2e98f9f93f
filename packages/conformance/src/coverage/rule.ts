/** What there is to be covered of a contract. */

/**
 * `valid`: a request keeps the rule, at its edge where it has one, and is accepted. `invalid`: it breaks the rule and
 * is refused, or remarked on, for it. `present` and `absent`: a request with and without an optional member is accepted.
 */
export type Side = 'valid' | 'invalid' | 'present' | 'absent';

export interface Rule {
  /** JSON pointer in the contract. */
  readonly pointer: string;
  readonly sides: readonly Side[];
}

/** A rule seen from one side, as reports write it. */
export function hitOf(pointer: string, side: Side): string {
  return `${pointer} ${side}`;
}

export const BOTH: readonly Side[] = ['valid', 'invalid'];
