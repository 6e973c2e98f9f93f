/** Runs the command line in a child process, or in the test's own process, which is ten times faster. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from './program.ts';

const bin = join(import.meta.dirname, 'bin.ts');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Started extends Promise<Finished> {
  child: ChildProcess;
}

interface RunOptions {
  stdin?: string | Buffer;
  env?: Record<string, string>;
  /** @default the working directory of the test run */
  cwd?: string;
}

/** Starts a command in a child process, which is killed when the test ends. */
export function pushspec(args: readonly string[], { stdin = '', env = {}, cwd }: RunOptions = {}): Started {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(stdin);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const finished = new Promise<Finished>((resolve) =>
    child.on('close', (code) => resolve({ code, ...output })),
  );
  return Object.assign(finished, { child });
}

let earlier: Promise<unknown> = Promise.resolve();

/** Runs a command to completion in this process. Commands run one at a time, because they share the environment. */
export function runCommand(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const finished = earlier.then(() => runHere(args, options));
  earlier = finished.catch(() => undefined);
  return finished;
}

async function runHere(
  args: readonly string[],
  { stdin = '', env = {}, cwd }: RunOptions,
): Promise<Finished> {
  const output = { stdout: '', stderr: '' };
  const streams = {
    stdout: { write: (text: string) => (output.stdout += text) },
    stderr: { write: (text: string) => (output.stderr += text) },
    stdin: Readable.from([Buffer.from(stdin)]),
  };
  const before = { env: process.env, cwd: process.cwd() };
  try {
    process.env = { PATH: process.env.PATH, ...env };
    if (cwd !== undefined) process.chdir(cwd);
    return { code: await run(args, streams), ...output };
  } finally {
    process.env = before.env;
    process.chdir(before.cwd);
  }
}

/** Resolves to the first line of JSON that a command prints. */
export async function firstLine({ child }: Started): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return JSON.parse(text.slice(0, text.indexOf('\n')));
  }
  throw new Error('the command ended without printing a line');
}

/** Creates a file that is removed when the test ends. */
export function file(name: string, text: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Creates an empty folder that is removed when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
