/**
 * Lists the test suites that are too long for `npm test`. Each is a vitest project with a script, such as `npm run test:browser`.
 * All other test files belong to `npm test`.
 */

/** The vitest project of `npm test`. */
export const quickSuite = 'quick';

/** Tests of `npm run test:packaging`, which has a separate vitest configuration. */
export const packagingTests = 'test/packaging/**/*.test.ts';

/** Glob patterns of all other test files. */
export const testFiles = ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'];

/** Glob patterns of the test files of each long suite. */
export const longSuites: Readonly<Record<string, readonly string[]>> = {
  browser: ['test/browser/!(smoke).test.ts'],
  conformance: [
    'test/conformance/{docs,http,limit-drill,mock-and-clients,sequences,server,validate-generated}.test.ts',
    'test/facts/verify-{configurations,independent-server,report,silence}.test.ts',
    'test/mutants/sample.test.ts',
    'test/respect/*.test.ts',
  ],
  e2e: [
    'test/e2e/{contract-gate,kill,new-api-site,reporter-*,sandboxes}.test.ts',
    'test/chaos/spool/*.test.ts',
    'test/{docker-action,facts/closing-commands,facts/streams,new-api}.test.ts',
    'packages/cli/src/{relay,send-many,serve}.test.ts',
    'packages/relay/src/{relay,requests}.test.ts',
    'packages/spool-sqlite/src/{bad-files,conformance,damage,disk,processes}.test.ts',
  ],
  fleet: ['test/fleet/*.test.ts'],
  samples: ['test/samples/{samples,page-samples,spool-crash,without-command}.test.ts'],
  programs: ['test/programs/programs.test.ts'],
  tools: ['test/tools/!(known-failures).test.ts'],
  configurations: ['test/configurations/*.test.ts'],
};
