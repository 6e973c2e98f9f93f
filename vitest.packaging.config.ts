import { defineConfig } from 'vitest/config';

/** The tests of what is published. They take minutes and the network, so they are not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/packaging/**/*.test.ts'],
    globalSetup: './test/packaging/global-setup.ts',
    maxWorkers: 2,
    testTimeout: 120_000,
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
  },
});
