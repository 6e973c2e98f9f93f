import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/packaging/**'],
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
    // For machines that are busy: no test waits for it.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
