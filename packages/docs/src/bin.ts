#!/usr/bin/env node
/** Builds the site as static files: `build [outDir]`. */
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
      onPage: ({ path, built }) => console.log(`${built ? 'built' : 'up to date'}: ${path}`),
    });
    console.log(`The site is in ${outDir}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
