import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/prebuilt.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24.18',
  dts: true,
  fixedExtension: false,
  // The pages stay: those that are still good are not rendered again.
  clean: ['dist/*', '!dist/site'],
  // The pages have Redocly's script in them. By the name of LICENSE one of these would pass for our own.
  copy: [
    {
      from: 'node_modules/@redocly/cli/{LICENSE,THIRD_PARTY_NOTICES}',
      rename: (name) => `redocly-${name.toLowerCase()}.txt`,
    },
  ],
});
