import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/addresses.ts',
    'src/closing.ts',
    'src/receive.ts',
    'src/reasons.ts',
    'src/masking.ts',
    'src/node-version.ts',
    'src/explain/{index,precompiled}.ts',
    'src/generated/apis.ts',
    'src/generated/*/{index,item-reasons,item-validators,responses,wire-reasons}.ts',
  ],
  format: 'esm',
  platform: 'node',
  target: 'node22.16',
  dts: true,
  fixedExtension: false,
});
