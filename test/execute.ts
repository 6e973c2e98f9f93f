/** Runs a program of someone else in a separate process and collects its output. */
import { spawn } from 'node:child_process';

export interface Execution {
  code: number | null;
  /** Both streams, in the order of arrival. */
  output: string;
  stdout: string;
}

export interface ExecuteOptions {
  /** Its whole environment. The default is that of this process. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  stdin?: string;
  /** Ends the program with SIGTERM once its output has this text. */
  stopAfter?: string | undefined;
}

/** Runs a program to its end. Rejects if it cannot be started. */
export function execute(
  [program = '', ...args]: readonly string[],
  { env = process.env, cwd, stdin = '', stopAfter }: ExecuteOptions = {},
): Promise<Execution> {
  const child = spawn(program, args, { env, cwd, stdio: 'pipe' });
  const result = { output: '', stdout: '' };
  const add = (text: string) => {
    result.output += text;
    // A second signal ends some programs at once.
    if (child.killed || stopAfter === undefined || !result.output.includes(stopAfter)) return;
    child.kill('SIGTERM');
  };
  // A program that reads no input may have ended before it is written.
  child.stdin.on('error', () => {}).end(stdin);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    result.stdout += text;
    add(text);
  });
  child.stderr.setEncoding('utf8').on('data', add);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...result }));
  });
}

/** Runs a program to its end. Rejects with its output if it fails. */
export async function succeed(command: readonly string[], options?: ExecuteOptions): Promise<Execution> {
  const result = await execute(command, options);
  if (result.code === 0) return result;
  throw new Error(`${command.join(' ')} ended with ${result.code}\n${result.output}`);
}
