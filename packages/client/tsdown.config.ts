import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/{blueking,cloudmonitor,guance}/{index,validate}.ts', 'src/reporter/index.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'node20.19',
  dts: true,
  fixedExtension: false,
  // The contract's tables and types become part of the client: whoever installs it needs neither the contract nor its tools.
  deps: {
    onlyBundle: [],
    onlyImport: ['openapi-fetch', 'node:crypto'],
    neverBundle: [/^node:/],
  },
});
