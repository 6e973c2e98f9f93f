import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';

const starlight = 'node_modules/@astrojs/starlight';
/** A dependency of Starlight. pnpm installs it next to Starlight. */
const pagefind = join(realpathSync(join(import.meta.dirname, starlight)), '../../pagefind');

export default defineConfig({
  entry: { index: 'src/prebuilt.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.16',
  dts: true,
  fixedExtension: false,
  // Keeps the pages, so that those that are up to date are not rendered again.
  clean: ['dist/*', '!dist/site'],
  // Licenses of the scripts in the pages. Named `LICENSE`, one would look like our own.
  copy: [
    {
      from: 'node_modules/@redocly/cli/{LICENSE,THIRD_PARTY_NOTICES}',
      rename: (name) => `redocly-${name.toLowerCase()}.txt`,
    },
    { from: `${starlight}/LICENSE`, rename: 'starlight-license.txt' },
    { from: join(pagefind, 'LICENSE/LICENSE'), rename: 'pagefind-license.txt' },
  ],
});
