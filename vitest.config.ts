import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/packaging/**'],
    reporters: ['default', './tools/closing-line.ts'],
    typecheck: { enabled: false },
  },
});
