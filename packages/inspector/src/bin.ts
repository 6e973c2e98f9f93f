#!/usr/bin/env node
/** Builds the inspector as static files, for a server to serve at `/inspector/`: `build [outDir]`. */
import { join } from 'node:path';
import { buildApp } from './build.ts';

const [command, outDir = join(import.meta.dirname, '../app'), ...rest] = process.argv.slice(2);

if (command !== 'build' || rest.length > 0) {
  console.error('usage: build [outDir]');
  process.exitCode = 2;
} else {
  for (const { name, bytes, gzipped } of await buildApp({ outDir }))
    console.log(`${name}: ${bytes} bytes, ${gzipped} gzipped`);
}
