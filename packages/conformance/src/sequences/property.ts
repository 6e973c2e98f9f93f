/** What a property is: a way to draw sequences, each of which says what it expects. */
import type fc from 'fast-check';
import type { Sequence } from './sequence.ts';

export interface Property {
  readonly name: string;
  readonly sequences: fc.Arbitrary<Sequence>;
}
