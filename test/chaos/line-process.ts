/** Starts a process of a chaos run that prints each fact as a line of JSON. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface LineProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and all of its lines were read. */
  readonly ended: Promise<void>;
}

const running = new Set<ChildProcess>();
// Leaves no process behind if the run is interrupted.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a program. Its writes to the pipe are synchronous, so that its lines contain everything that happened before a kill.
 *
 * @param options Passed to the program as JSON
 */
export function startLineProcess<Line>(
  file: string,
  options: object,
  read: (line: Line) => void,
): LineProcess {
  const child = spawn(process.execPath, [file, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    // The last line of a killed process may be cut off.
    if (line.endsWith('}')) read(JSON.parse(line) as Line);
  });
  return { child, ended: new Promise((done) => lines.once('close', done)) };
}

/** Prints a fact, in a process that `startLineProcess` started. */
export const printLine = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
