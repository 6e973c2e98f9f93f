/** Programs in processes of their own, in an environment that has nothing of this repository in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

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

/** Starts a program; the promise resolves at its end, whatever its exit code. */
export function run([program = '', ...args]: readonly string[], options: RunOptions): Running {
  const { cwd, env = outsideEnvironment(), stdin = '' } = options;
  // On Windows npm and pnpm are no programs but scripts.
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

/** Runs a program to its end and resolves to its standard output. Rejects with all its output for an exit code other than 0. */
export async function succeed(command: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The first line that a program writes to standard output. */
export async function firstLine({ child }: Running): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
  throw new Error(`the program has ended without a line: ${text}`);
}

/** This environment without what npm and pnpm tell the scripts that they run. */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const ofScripts =
    /^(npm_(package|lifecycle|config_local_prefix|command|execpath|node_execpath)|INIT_CWD|VITEST|NODE_ENV)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofScripts.test(name)));
}

/** An environment in which programs run by a certain Node, with a home folder that nobody else has. */
export function environmentOf(node: string, home: string): NodeJS.ProcessEnv {
  return { PATH: [dirname(node), process.env.PATH].join(delimiter), HOME: home };
}
