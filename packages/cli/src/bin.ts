#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// A command is short: most of its time would go into compiling its modules again.
enableCompileCache();
const { run } = await import('./program.ts');

// A reader that goes away, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), process);
