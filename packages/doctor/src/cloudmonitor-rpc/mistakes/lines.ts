/** Lines of signed headers in attempts. */
import type { Attempt } from '../../search/attempt.ts';
import { type Acs3Case, withCanonicalParts } from '../case.ts';
import type { CanonicalParts } from '../signature.ts';

export type Lines = CanonicalParts['headers'];
export type Line = Lines[number];

/** Returns an attempt with other lines and the same list of names. */
export function withLines(request: Acs3Case, headers: Lines, detail?: string): Attempt {
  return withCanonicalParts(request, { headers }, detail);
}

/** Returns the lines with each one changed. */
export function mapped({ parts }: Acs3Case, change: (line: Line) => Line): Lines {
  return parts.headers.map(change);
}
