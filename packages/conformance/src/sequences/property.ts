/** A property: draws sequences that state their expected results. */
import type fc from 'fast-check';
import type { Sequence } from './sequence.ts';

export interface Property {
  readonly name: string;
  readonly sequences: fc.Arbitrary<Sequence>;
}
