/**
 * A vitest reporter that prints the skipped tests, the failed tests with parts of their errors, and then
 * `N passed, N failed, N skipped` as the last line. A test file that cannot be loaded, a suite hook that throws and an error
 * outside of tests count as failed. A run without a test fails.
 */
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Environment variable with a file name for the counts. `tools/check.ts` sets it. Without it, the counts go to standard output. */
export const countsFileVariable = 'PUSHSPEC_TEST_COUNTS';

/** Formats counts as the last line of a run. */
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
    for (const line of failedTests(tests)) console.log(line);
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
    // A test that is pending at the end did not complete, because the run was stopped.
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  return counts;
}

/** The start of a line that names a failed test. The lines of its errors start with {@link errorPrefix}. */
export const failedPrefix = 'failed: ';

export const errorPrefix = '  | ';

/** A message may quote all output of a program before what was expected. */
const ERROR_LINES = 25;

/** Returns the name of each failed test, the last lines of each message, and the first lines of each difference. */
function failedTests(tests: readonly TestCase[]): string[] {
  return tests.flatMap((test) => {
    const { state, errors = [] } = test.result();
    if (state !== 'failed') return [];
    const lines = errors.flatMap(({ message, diff = '' }) => [
      ...linesOf(message).slice(-ERROR_LINES),
      ...linesOf(diff).slice(0, ERROR_LINES),
    ]);
    return [
      `${failedPrefix}${test.module.relativeModuleId} > ${linesOf(test.fullName).join(' ')}`,
      ...lines.map((line) => `${errorPrefix}${line}`),
    ];
  });
}

function linesOf(text: string): string[] {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line !== '');
}

function countErrorsOutsideTests(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return suites.filter((suite) => suite.errors().length > 0).length;
}

/** Returns a line for each skipped test. With a name filter, which skips all other tests, only tests with a reason count. */
function skippedTests(tests: readonly TestCase[], isFiltered: boolean): string[] {
  return tests.flatMap((test) => {
    const result = test.result();
    if (result.state !== 'skipped' || (isFiltered && !result.note)) return [];
    const kind = test.options.mode === 'todo' ? 'todo' : 'skipped';
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    return [result.note ? `${kind}: ${name} (${result.note})` : `${kind}: ${name}`];
  });
}
