/**
 * A vitest reporter that ends a run with one line, `N passed, N failed, N skipped`, and before it names the
 * tests that were skipped. A test file that cannot be loaded, a suite hook that throws and an error outside of
 * any test count as failed; a run in which no test ran is a failed run.
 */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** With a file name in this variable the counts go there, for `tools/check.ts`, instead of to standard output. */
export const countsFileVariable = 'PUSHSPEC_TEST_COUNTS';

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export default class ClosingLine implements Reporter {
  #isFiltered = false;

  onInit(vitest: Vitest): void {
    this.#isFiltered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const counts = countTests(tests);
    counts.failed += errors.length + countErrorsOutsideTests(modules);
    for (const line of skippedTests(tests, this.#isFiltered)) console.log(line);
    if (counts.passed + counts.failed === 0) {
      console.log('No test ran.');
      process.exitCode = 1;
    }
    const file = process.env[countsFileVariable];
    if (file) writeFileSync(file, JSON.stringify(counts));
    else console.log(closingLine(counts));
  }
}

function countTests(tests: readonly TestCase[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of tests) {
    const { state } = test.result();
    // A test that is still pending at the end is one that the run was stopped before or in.
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  return counts;
}

function countErrorsOutsideTests(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return suites.filter((suite) => suite.errors().length > 0).length;
}

/** A name filter skips all other tests: then only those are named that give a reason. */
function skippedTests(tests: readonly TestCase[], isFiltered: boolean): string[] {
  return tests.flatMap((test) => {
    const result = test.result();
    if (result.state !== 'skipped' || (isFiltered && !result.note)) return [];
    const kind = test.options.mode === 'todo' ? 'todo' : 'skipped';
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    return [result.note ? `${kind}: ${name} (${result.note})` : `${kind}: ${name}`];
  });
}
