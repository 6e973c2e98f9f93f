import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22.16',
  dts: true,
  fixedExtension: false,
  // The server installs from one file, so our own packages are bundled into it.
  deps: { onlyBundle: [] },
  // The bundled contract reads its documents from this folder.
  copy: [{ from: '../contract/bundles', to: '.' }],
});
