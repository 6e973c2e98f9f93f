import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/setup/index.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  dts: true,
  fixedExtension: false,
});
