/** Starts programs that use a spool, each in its own process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { PusherLine, PusherOptions } from './pusher-program.fixture.ts';

const program = join(import.meta.dirname, 'pusher-program.fixture.ts');
/** The user `nobody` of most systems, to whom file permissions apply. */
const NOBODY = 65534;

export interface Pusher {
  readonly child: ChildProcess;
  /** Returns the next line of output. */
  next(): Promise<PusherLine>;
  /** Returns the next line of a type, and skips others. */
  nextOf<Type extends PusherLine['type']>(type: Type): Promise<Extract<PusherLine, { readonly type: Type }>>;
  send(command: string): void;
}

/** Starts a process that pushes on command. `asNobody` needs root. */
export function startPusher(options: PusherOptions, { asNobody = false } = {}): Pusher {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(asNobody && { uid: NOBODY, gid: NOBODY }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the process has ended');
    return JSON.parse(value) as PusherLine;
  };
  const pusher: Pusher = {
    child,
    next,
    async nextOf(type) {
      for (;;) {
        const line = await next();
        if (line.type === type) return line as Extract<PusherLine, { readonly type: typeof type }>;
      }
    },
    send: (command) => void child.stdin.write(`${command}\n`),
  };
  return pusher;
}
