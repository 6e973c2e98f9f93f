#!/usr/bin/env node
import { EXIT } from './failure.ts';
import { tooOldNode } from './node-version.ts';

const tooOld = tooOldNode({ version: process.versions.node, program: process.execPath });
if (tooOld === undefined) {
  // Imported by name it would end an old Node before the line above: it is there since Node 22.
  const { enableCompileCache } = await import('node:module');
  // A command is short: most of its time would go into compiling its modules again.
  enableCompileCache();
  const { run } = await import('./program.ts');

  // A reader that goes away, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await run(process.argv.slice(2), process);
} else {
  process.stderr.write(`pushspec: ${tooOld}\n`);
  process.exitCode = EXIT.usage;
}
