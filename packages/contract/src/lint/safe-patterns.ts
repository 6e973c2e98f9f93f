/** Every pattern is proved to need time in proportion to the text: senders choose the text. */
import { isSafePattern } from 'redos-detector';
import { isObject } from '../document.ts';
import { allSchemas } from './nodes.ts';
import type { BundleRule } from './problem.ts';

/** Ways to go back that a pattern may have at most, whatever the length of the text. */
const MAX_SCORE = 200;

/** Far beyond what the longest pattern of the contracts takes; one that takes more is not proved. */
const MAX_STEPS = 2_000_000;

/** Most patterns stand in several bundles. */
const verdicts = new Map<string, string | undefined>();

export const safePatterns: BundleRule = ({ document }, report) => {
  for (const { pointer, node } of allSchemas(document)) {
    const names = isObject(node.patternProperties) ? Object.keys(node.patternProperties) : [];
    const patterns = [node.pattern, ...names].filter((pattern) => typeof pattern === 'string');
    for (const pattern of patterns) {
      const problem = problemOf(pattern);
      if (problem !== undefined) report(pointer, `${pattern} is not proved safe: ${problem}`);
    }
  }
};

function problemOf(pattern: string): string | undefined {
  if (!verdicts.has(pattern)) verdicts.set(pattern, examine(pattern));
  return verdicts.get(pattern);
}

function examine(pattern: string): string | undefined {
  try {
    // Validators compile patterns with the flag u.
    const { safe, error } = isSafePattern(pattern, {
      maxScore: MAX_SCORE,
      maxSteps: MAX_STEPS,
      unicode: true,
    });
    if (safe) return undefined;
    return error === 'hitMaxScore'
      ? 'it can repeat in too many ways'
      : `it takes too long to examine (${error})`;
  } catch (error) {
    return `it cannot be checked: ${(error as Error).message}`;
  }
}
