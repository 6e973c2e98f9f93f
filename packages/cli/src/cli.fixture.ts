/** Runs the command line as its user does: in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

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
