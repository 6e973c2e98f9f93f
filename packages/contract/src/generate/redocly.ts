/** Runs the Redocly command line of this workspace. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './vendors.ts';

const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');

/** Runs `redocly` with these arguments in the root folder. Rejects with its output when it fails. */
export function redocly(...args: string[]): Promise<string> {
  // With both variables Node prints a warning.
  const { FORCE_COLOR: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(dirname(manifest), 'bin/cli.js'), ...args], {
      cwd: root,
      env: {
        ...env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        NO_COLOR: '1',
        // A warning of Node is not one of Redocly.
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
