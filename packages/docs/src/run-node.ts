/** Runs a script of Node's in a process of its own. */
import { spawn } from 'node:child_process';

export interface RunOptions {
  /** What it is called in a failure. */
  name: string;
  cwd: string;
  /** Added to the environment of this process. */
  env: Readonly<Record<string, string>>;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
}

/** Resolves when it ends with 0. Rejects with all that it has printed when it does not. */
export function runNode(args: readonly string[], { name, cwd, env, signal }: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}\n${output}`)),
    );
  });
}
