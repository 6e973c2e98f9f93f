/** Formats sequence results as text: a line for each, and the shortest counterexample of a failure. */
import type { SequenceResult } from '../sequences/run-sequences.ts';

/** Formats results of sequences, one line each and one more for a counterexample. */
export function sequenceText(results: readonly SequenceResult[]): string {
  return results.map(line).join('\n');
}

function line({
  name,
  outcome,
  because,
  runs,
  seed,
  path,
  counterexample,
  divergence,
}: SequenceResult): string {
  if (outcome === 'skipped') return `SKIP ${name}: ${because}`;
  if (outcome === 'passed') return `PASS ${name}: ${runs} ${runs === 1 ? 'run' : 'runs'}, seed ${seed}`;
  const { step = 0, problem } = divergence ?? {};
  const what = problem
    ? `${problem.what}: expected ${problem.expected}, got ${problem.got}`
    : 'the result differs between runs';
  return [
    `FAIL ${name}: step ${step}: ${what} (seed ${seed}${path === undefined ? '' : `, path ${path}`})`,
    `     ${JSON.stringify(counterexample)}`,
  ].join('\n');
}
