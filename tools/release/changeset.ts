/** Runs changesets, after installing them if necessary: `npm run changeset`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const folder = import.meta.dirname;
const shell = process.platform === 'win32';
const install = ['install', '--frozen-lockfile', '--silent'];
const program = join(folder, 'node_modules/@changesets/cli/bin.js');

const { status } = spawnSync('pnpm', install, { cwd: folder, stdio: ['ignore', 2, 2], shell });
if (status === 0) {
  process.exitCode =
    spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
} else {
  console.error('release: pnpm could not install changesets: see its message above');
  process.exitCode = 1;
}
