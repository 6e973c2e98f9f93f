/** Runs a script of Node's in a process of its own. */
import { spawn } from 'node:child_process';

export interface RunOptions {
  /** What it is called in a failure. */
  name: string;
  cwd: string;
  /** Added to the variables of this process that every program needs. */
  env: Readonly<Record<string, string>>;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
}

/** What a program needs to run at all. Builders read many more, such as `PROD`, and would build something else where they are set. */
const NEEDED = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'NODE_OPTIONS'];

function neededOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows writes `Path` and `SystemRoot`.
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => NEEDED.includes(name.toUpperCase())),
  );
}

/** Resolves when it ends with 0. Rejects with all that it has printed when it does not. */
export function runNode(args: readonly string[], { name, cwd, env, signal }: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...neededOf(process.env), NO_COLOR: '1', ...env },
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
