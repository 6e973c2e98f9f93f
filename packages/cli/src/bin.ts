#!/usr/bin/env node
import { EXIT } from './failure.ts';
import { compileCacheFolder } from './folders.ts';
import { tooOldNode } from './node-version.ts';
import { processStreams } from './process-streams.ts';

const streams = processStreams(process);
const tooOld = tooOldNode({ version: process.versions.node, program: process.execPath });
if (tooOld === undefined) {
  // Imported by name it would end an old Node before the line above: it is there since Node 22.
  const { enableCompileCache } = await import('node:module');
  // A command is short: most of its time would go into compiling its modules again.
  const cache = compileCacheFolder(process.env);
  if (cache !== undefined) enableCompileCache(cache);
  const { run } = await import('./program.ts');
  const exitCode = await run(process.argv.slice(2), streams);
  const isDataLost = await streams.settled();
  // What a stopped command leaves behind, such as a page that is being built, is not waited for.
  process.exit(isDataLost && exitCode === EXIT.ok ? EXIT.usage : exitCode);
} else {
  streams.stderr.write(`pushspec: ${tooOld}\n`);
  process.exitCode = EXIT.usage;
}
