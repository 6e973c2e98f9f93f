import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/packaging/**', 'test/configurations/**'],
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
    // Of two cores it would leave one idle, and many tests wait for processes that they have started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No test replaces a module or keeps anything outside of itself, so that a process may run one file after the other: a third less time.
    isolate: false,
    // For machines that are busy: no test waits for it.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
