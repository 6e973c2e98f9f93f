import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { longSuites, packagingTests, quickSuite, testFiles } from './tools/suites.ts';

/** Only ends a test that hangs: a busy machine may be twenty times slower. */
const HANGS_MS = 600_000;

const suites = [
  {
    name: quickSuite,
    include: testFiles,
    exclude: [...configDefaults.exclude, packagingTests, ...Object.values(longSuites).flat()],
  },
  ...Object.entries(longSuites).map(([name, include]) => ({ name, include: [...include] })),
];

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
    setupFiles: ['./tools/plain-environment.ts'],
    // Of two cores it would leave one idle, and many tests wait for processes that they have started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No test replaces a module or keeps anything outside of itself, so that a process may run one file after the other: a third less time.
    isolate: false,
    // The independent validator recurses once per level of a body. Code that is not optimized yet needs more than Node's
    // default of 984 kB for the depth that BlueKing allows.
    execArgv: ['--stack-size=1800'],
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    teardownTimeout: HANGS_MS,
    expect: { poll: { timeout: HANGS_MS, interval: 20 } },
    projects: suites.map((suite) => ({ extends: true, test: suite })),
  },
});
