import { defineConfig } from 'vitest/config';
import { packagingTests } from './tools/suites.ts';

/** The tests of what is published. They take minutes and the network, so they are not part of `npm test`. */
export default defineConfig({
  test: {
    include: [packagingTests],
    globalSetup: './test/packaging/global-setup.ts',
    maxWorkers: 2,
    // Only end what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 600_000,
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
    setupFiles: ['./tools/plain-environment.ts'],
  },
});
