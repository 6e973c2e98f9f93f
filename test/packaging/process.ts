/** Runs programs in separate processes, with an environment that contains nothing of this repository. */
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { outsideEnvironment } from '../../tools/pack-all.ts';

export { outsideEnvironment };

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running extends Promise<Ended> {
  child: ChildProcess;
}

export interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  stdin?: string;
}

/** Starts a program. Resolves when it ends, with any exit code. */
export function run([program = '', ...args]: readonly string[], options: RunOptions): Running {
  const { cwd, env = outsideEnvironment(), stdin = '' } = options;
  // On Windows, npm and pnpm are scripts rather than executables.
  const child = spawn(program, args, { cwd, env, stdio: 'pipe', shell: process.platform === 'win32' });
  child.stdin.on('error', () => {}).end(stdin);
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
  return Object.assign(ended, { child });
}

/** Runs a program and resolves to its standard output. Rejects with all output if the exit code is not 0. */
export async function succeed(command: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Returns the first line that a program writes to standard output. */
export async function firstLine({ child }: Running): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
  throw new Error(`the program ended without a line of output: ${text}`);
}

/** Returns an environment with a given Node and a separate home folder. */
export function environmentOf(node: string, home: string): NodeJS.ProcessEnv {
  return { PATH: [dirname(node), process.env.PATH].join(delimiter), HOME: home };
}
