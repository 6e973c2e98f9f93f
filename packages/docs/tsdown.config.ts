import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';

const starlight = 'node_modules/@astrojs/starlight';
/** Starlight brings it: pnpm puts it beside it. */
const pagefind = join(realpathSync(join(import.meta.dirname, starlight)), '../../pagefind');

export default defineConfig({
  entry: { index: 'src/prebuilt.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24.18',
  dts: true,
  fixedExtension: false,
  // The pages stay: those that are still good are not rendered again.
  clean: ['dist/*', '!dist/site'],
  // The pages have the scripts of Redocly, Starlight and Pagefind in them. By the name of LICENSE one of these would pass for our own.
  copy: [
    {
      from: 'node_modules/@redocly/cli/{LICENSE,THIRD_PARTY_NOTICES}',
      rename: (name) => `redocly-${name.toLowerCase()}.txt`,
    },
    { from: `${starlight}/LICENSE`, rename: 'starlight-license.txt' },
    { from: join(pagefind, 'LICENSE/LICENSE'), rename: 'pagefind-license.txt' },
  ],
});
