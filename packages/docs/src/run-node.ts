/** Runs a Node script in a separate process. */
import { spawn } from 'node:child_process';

/** The environment of the script. */
export interface RunOptions {
  /** Name of the script in error messages. */
  name: string;
  cwd: string;
  /** Added to the inherited variables that every program needs. */
  env: Readonly<Record<string, string>>;
  /** Stops the script early. */
  signal?: AbortSignal | undefined;
}

/** Variables that every program needs. Others, such as `PROD`, would change what build tools produce. */
const INHERITED = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'NODE_OPTIONS'];

function inheritedFrom(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows writes `Path` and `SystemRoot`.
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => INHERITED.includes(name.toUpperCase())),
  );
}

/** Resolves when the script exits with 0. Rejects with its output otherwise. */
export function runNode(args: readonly string[], { name, cwd, env, signal }: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...inheritedFrom(process.env), NO_COLOR: '1', ...env },
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
