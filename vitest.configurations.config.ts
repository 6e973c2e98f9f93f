import { defineConfig } from 'vitest/config';

/** `npm run test:configurations`: `pushspec verify` with unusual configurations, and against an independent server with each break. */
export default defineConfig({
  test: {
    include: ['test/configurations/**/*.test.ts'],
    reporters: ['default', './tools/closing-line.ts'],
    testTimeout: 600_000,
  },
});
