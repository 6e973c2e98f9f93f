/**
 * Takes the pictures of the inspector: `npm run screenshots`, or `node tools/screenshots/bin.ts <folder>`.
 * Commit them after the look of the inspector has changed. CHROMIUM is the path of the browser.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { takePictures } from './take.ts';

/** Folder of files that the site serves at its root. The README shows the pictures from here. */
const PUBLIC = join(import.meta.dirname, '../../packages/docs/src/pages/source/public');

const [outDir = PUBLIC] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

for (const file of await takePictures({ outDir, executablePath }))
  console.log(`${file}: ${Math.round(statSync(file).size / 1000)} kB`);
