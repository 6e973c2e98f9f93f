/** Generates strings that match a pattern. */
import fc from 'fast-check';

/** Returns a function that generates strings for a pattern, the same ones for the same seed. */
export function matchingStrings(seed: number): (pattern: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (pattern) => {
    const strings = known.get(pattern) ?? sample(pattern, seed);
    known.set(pattern, strings);
    return strings;
  };
}

const SAMPLES = 12;

function sample(pattern: string, seed: number): readonly string[] {
  const arbitrary = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' });
  // Pairs of braces would be parsed as a placeholder.
  const plain = arbitrary.filter((string) => !string.includes('{{') && string.isWellFormed());
  return [...new Set(fc.sample(plain, { seed, numRuns: SAMPLES }))];
}
