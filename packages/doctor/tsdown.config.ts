import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/cloudmonitor/index.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node24.18',
  dts: true,
  fixedExtension: false,
});
