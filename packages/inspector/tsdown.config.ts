import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/prebuilt.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24.18',
  dts: true,
  fixedExtension: false,
  // The script has these in it. By the name of LICENSE one of them would pass for our own.
  copy: [
    { from: 'node_modules/preact/LICENSE', rename: 'preact-license.txt' },
    { from: 'node_modules/@tanstack/virtual-core/LICENSE', rename: 'virtual-core-license.txt' },
  ],
});
