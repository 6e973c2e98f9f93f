/** Checks that every pattern is proved to run in linear time, because senders choose the strings. */
import { isSafePattern } from 'redos-detector';
import { isObject } from '../document.ts';
import { allSchemas } from './nodes.ts';
import type { BundleRule } from './problem.ts';

/** Maximum number of backtracks of a pattern, for a string of any length. */
const MAX_SCORE = 200;

/** Maximum number of steps of a proof. The longest pattern of the contracts needs far fewer. */
const MAX_STEPS = 2_000_000;

/** Caches results, because most patterns are in several bundles. */
const verdicts = new Map<string, string | undefined>();

export const safePatterns: BundleRule = ({ document }, report) => {
  for (const { pointer, node } of allSchemas(document)) {
    const names = isObject(node.patternProperties) ? Object.keys(node.patternProperties) : [];
    const patterns = [node.pattern, ...names].filter((pattern) => typeof pattern === 'string');
    for (const pattern of patterns) {
      const problem = problemOf(pattern);
      if (problem !== undefined) report(pointer, `cannot prove that ${pattern} is safe: ${problem}`);
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
    return error === 'hitMaxScore' ? 'it can backtrack too often' : `the proof takes too long (${error})`;
  } catch (error) {
    return `the checker failed: ${(error as Error).message}`;
  }
}
