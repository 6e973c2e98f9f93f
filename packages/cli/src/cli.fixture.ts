/** Runs the command line: in a process, as its user does, or in that of the test, which costs a tenth of the time. */
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
  /** @default the folder of the test run */
  cwd?: string;
}

/** Starts a command; it is ended with the test. */
export function pushspec(args: readonly string[], { stdin = '', env = {}, cwd }: RunOptions = {}): Started {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(stdin);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (texts.stdout += chunk));
  child.stderr.on('data', (chunk) => (texts.stderr += chunk));
  const finished = new Promise<Finished>((resolve) =>
    child.on('close', (code) => resolve({ code, ...texts })),
  );
  return Object.assign(finished, { child });
}

let earlier: Promise<unknown> = Promise.resolve();

/** Runs a command to its end in this process. Commands run one after the other, because they share the environment. */
export function runCommand(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const finished = earlier.then(() => runHere(args, options));
  earlier = finished.catch(() => undefined);
  return finished;
}

async function runHere(
  args: readonly string[],
  { stdin = '', env = {}, cwd }: RunOptions,
): Promise<Finished> {
  const texts = { stdout: '', stderr: '' };
  const streams = {
    stdout: { write: (text: string) => (texts.stdout += text) },
    stderr: { write: (text: string) => (texts.stderr += text) },
    stdin: Readable.from([Buffer.from(stdin)]),
  };
  const before = { env: process.env, cwd: process.cwd() };
  try {
    process.env = { PATH: process.env.PATH, ...env };
    if (cwd !== undefined) process.chdir(cwd);
    return { code: await run(args, streams), ...texts };
  } finally {
    process.env = before.env;
    process.chdir(before.cwd);
  }
}

/** The first line of JSON that a command prints. */
export async function firstLine({ child }: Started): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return JSON.parse(text.slice(0, text.indexOf('\n')));
  }
  throw new Error('the command has ended without a line');
}

/** A file that is removed with the test. */
export function file(name: string, text: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** An empty folder that is removed with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
