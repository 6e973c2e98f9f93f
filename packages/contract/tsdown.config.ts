import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/addresses.ts',
    'src/closing.ts',
    'src/receive.ts',
    'src/reasons.ts',
    'src/masking.ts',
    'src/explain/{index,precompiled}.ts',
    'src/generated/*/{index,item-reasons,item-validators,wire-reasons}.ts',
  ],
  format: 'esm',
  platform: 'node',
  target: 'node24.18',
  dts: true,
  fixedExtension: false,
});
