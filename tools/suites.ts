/**
 * Lists the suites of tests that are too long for `npm test`. Each is a project of vitest and has a script, such as `npm run test:browser`.
 * Test files that no list below names belong to `npm test`.
 */

/** The vitest project of `npm test`. */
export const quickSuite = 'quick';

/** Tests of `npm run test:packaging`, which have a vitest configuration of their own. */
export const packagingTests = 'test/packaging/**/*.test.ts';

export const testFiles = ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'];

/** Glob patterns of the test files of each long suite. */
export const longSuites: Readonly<Record<string, readonly string[]>> = {
  browser: ['test/browser/!(smoke).test.ts'],
  conformance: [
    'test/conformance/{docs,http,limit-drill,others,sequences,server,validate-generated}.test.ts',
    'test/mutants/sample.test.ts',
    'test/respect/*.test.ts',
  ],
  e2e: ['test/e2e/{contract-gate,kill,reporter-*}.test.ts'],
  samples: ['test/samples/samples.test.ts'],
  configurations: ['test/configurations/*.test.ts'],
};
