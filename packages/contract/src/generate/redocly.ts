/** Runs the Redocly command line of this workspace. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './apis.ts';

const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');

/** Runs `redocly` with these arguments in the root folder, and resolves with its output. Rejects with its output if it fails. */
export function redocly(...args: string[]): Promise<string> {
  // Node prints a warning if FORCE_COLOR and NO_COLOR are both set.
  const { FORCE_COLOR: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(dirname(manifest), 'bin/cli.js'), ...args], {
      cwd: root,
      env: {
        ...env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        NO_COLOR: '1',
        // The output is searched for warnings of Redocly.
        NODE_NO_WARNINGS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`redocly ${args.join(' ')}\n${output}`)),
    );
  });
}
