#!/usr/bin/env node
/** `build [outDir]`: the site as static files, for any host that serves a folder. */
import { join } from 'node:path';
import { buildSite } from './site.ts';

const [command, outDir = join(import.meta.dirname, '../site'), ...rest] = process.argv.slice(2);

if (command !== 'build' || rest.length > 0) {
  console.error('usage: build [outDir]');
  process.exitCode = 2;
} else {
  try {
    await buildSite({
      outDir,
      onPage: ({ path, built }) => console.log(`${built ? 'built' : 'still good'}: ${path}`),
    });
    console.log(`The site is in ${outDir}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
