/** Rules of a contract and the sides of them that cases cover. */

/**
 * `valid`: a request keeps the rule, at its edge where it has one, and is accepted. `invalid`: it breaks the rule and
 * is refused or reported for it. `present` and `absent`: a request with and without an optional property is accepted.
 */
export type Side = 'valid' | 'invalid' | 'present' | 'absent';

/** A rule of a contract. */
export interface Rule {
  /** JSON pointer in the contract. */
  readonly pointer: string;
  readonly sides: readonly Side[];
}

/** Formats one side of a rule for reports. */
export function hitOf(pointer: string, side: Side): string {
  return `${pointer} ${side}`;
}

export const BOTH: readonly Side[] = ['valid', 'invalid'];
