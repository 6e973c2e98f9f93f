/** Texts that match a pattern. */
import fc from 'fast-check';

/** Makes texts for patterns, always the same ones for the same seed. */
export function matchingTexts(seed: number): (pattern: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (pattern) => {
    const texts = known.get(pattern) ?? sample(pattern, seed);
    known.set(pattern, texts);
    return texts;
  };
}

const SAMPLES = 12;

function sample(pattern: string, seed: number): readonly string[] {
  const arbitrary = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' });
  // Braces in pairs would be read as a placeholder.
  const plain = arbitrary.filter((text) => !text.includes('{{') && text.isWellFormed());
  return [...new Set(fc.sample(plain, { seed, numRuns: SAMPLES }))];
}
