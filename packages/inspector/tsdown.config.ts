import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/prebuilt.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.16',
  dts: true,
  fixedExtension: false,
  // Licenses of the bundled code. Named `LICENSE`, one would look like our own.
  copy: [
    { from: 'node_modules/preact/LICENSE', rename: 'preact-license.txt' },
    { from: 'node_modules/@tanstack/virtual-core/LICENSE', rename: 'virtual-core-license.txt' },
  ],
});
