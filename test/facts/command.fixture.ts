/** Runs the command line in a separate process, with streams that can fail. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder } from './store.fixture.ts';

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

export interface Command {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves when stdout or stderr contains this string. */
  says(text: string): Promise<string>;
}

/** The device that is always full. `undefined` if the system has none. */
export const FULL = process.platform === 'linux' ? '/dev/full' : undefined;

interface Options {
  env?: Record<string, string | undefined>;
  /** Files that replace a stream. */
  to?: { stdout?: string | undefined; stderr?: string | undefined };
}

/** Starts a command. It stops after the test. */
export function command(args: readonly string[], { env = {}, to = {} }: Options = {}): Command {
  const opened = [to.stdout, to.stderr].map((file) => (file === undefined ? undefined : openSync(file, 'w')));
  const stdio: StdioOptions = ['pipe', ...opened.map((descriptor) => descriptor ?? ('pipe' as const))];
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH, XDG_STATE_HOME: folder(), ...env },
    stdio,
  });
  for (const descriptor of opened) if (descriptor !== undefined) closeSync(descriptor);
  onTestFinished(() => void child.kill('SIGKILL'));
  const texts = { stdout: '', stderr: '' };
  const waiting: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk) => {
      texts[name] += chunk;
      for (const look of waiting) look();
    });
  }
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...texts }))),
    says: (text) =>
      new Promise((resolve) => {
        const look = () => {
          const all = texts.stdout + texts.stderr;
          if (all.includes(text)) resolve(all);
        };
        waiting.push(look);
        look();
      }),
  };
}

/** Returns the URL in the first line of JSON that a command prints. */
export async function addressOf({ says }: Command, name: string): Promise<string> {
  const [line = ''] = (await says('}\n')).split('\n');
  return (JSON.parse(line) as Record<string, string>)[name] ?? '';
}

/** Closes the reading end, as `head` does when it is done. */
export function stopReading({ child }: Command): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}
