import { defineConfig } from 'tsdown';

export default defineConfig({
  // The worker is a file of its own, which `store.ts` starts by its name.
  entry: ['src/index.ts', 'src/worker.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  dts: true,
  fixedExtension: false,
});
