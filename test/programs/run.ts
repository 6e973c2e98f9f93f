/**
 * Runs other people's programs against the reference server: `npm run test:programs [-- --record] [vitest arguments]`.
 * With `--record`, writes the results that the page "Verified with" shows.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { recordVariable } from './results.ts';

const root = join(import.meta.dirname, '../..');
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== '--record');
const isRecording = args.length < given.length;
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project=programs', ...args];
const child = spawn(process.execPath, vitest, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(isRecording && { [recordVariable]: 'on' }) },
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
