/** Results of sequences for people: a line for each, and for one that differs the shortest sequence that does. */
import type { SequenceResult } from '../sequences/run-sequences.ts';

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
  if (outcome === 'passed') return `PASS ${name}: ${runs} played, seed ${seed}`;
  const { step = 0, problem } = divergence ?? {};
  const what = problem
    ? `${problem.what}: expected ${problem.expected}, got ${problem.got}`
    : 'it differs now and then';
  return [
    `FAIL ${name}: step ${step}: ${what} (seed ${seed}${path === undefined ? '' : `, path ${path}`})`,
    `     ${JSON.stringify(counterexample)}`,
  ].join('\n');
}
