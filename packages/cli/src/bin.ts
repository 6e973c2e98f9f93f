#!/usr/bin/env node
/** Runs the command line in this process. */
import { tooOldNode } from '@pushspec/contract/node-version';
import { EXIT } from './failure.ts';
import { compileCacheFolder } from './folders.ts';
import { processStreams } from './process-streams.ts';
import { engines } from './version.ts';

const streams = processStreams(process);
// Old versions of Node load this file and its static imports, so none of them may use what those versions lack.
const node = { version: process.versions.node, program: process.execPath };
const tooOld = tooOldNode({ name: 'pushspec', engines }, node);
if (tooOld === undefined) {
  // A static import of it would fail on Node 20 and older before the check above.
  const { enableCompileCache } = await import('node:module');
  // Without a cache, a command spends most of its time compiling modules.
  const cache = compileCacheFolder(process.env);
  if (cache !== undefined) enableCompileCache(cache);
  const { run } = await import('./program.ts');
  const exitCode = await run(process.argv.slice(2), streams);
  const isDataLost = await streams.settled();
  // Exits without waiting for work that a stopped command left unfinished, such as a page that is being built.
  process.exit(isDataLost && exitCode === EXIT.ok ? EXIT.usage : exitCode);
} else {
  streams.stderr.write(`pushspec: ${tooOld}\n`);
  process.exitCode = EXIT.usage;
}
