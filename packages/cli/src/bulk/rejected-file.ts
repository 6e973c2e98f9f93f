/** Writes every event that was not delivered to a file, one line each, before it counts as done. */
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, statSync } from 'node:fs';
import { CommandFailure, cannot, EXIT } from '../failure.ts';
import type { Entry } from './records.ts';
import type { Undelivered } from './tally.ts';

export interface RejectedFile {
  /** @throws CommandFailure if it cannot be written */
  write(entry: Entry, undelivered: Undelivered): void;
  close(): void;
}

interface RejectedFileOptions {
  readonly path: string;
  /** The file that is read. */
  readonly input: string | undefined;
  /** Whether an earlier run goes on: then its lines stay. */
  readonly isContinued: boolean;
  readonly unit: 'line' | 'event';
}

export function openRejectedFile({ path, input, isContinued, unit }: RejectedFileOptions): RejectedFile {
  if (input !== undefined && existsSync(path) && isSame(path, input)) {
    throw new CommandFailure(EXIT.usage, `${path} is what is read: name another file with --rejected`);
  }
  const file = attempt(path, () => openSync(path, 'a', 0o600));
  if (!isContinued && fstatSync(file).size > 0) {
    closeSync(file);
    throw new CommandFailure(
      EXIT.usage,
      `${path} has events of an earlier run: move it away, or name another file with --rejected`,
    );
  }
  return {
    write({ number, event, ...entry }, { end, reason, message, fix }) {
      const text = 'text' in entry ? entry.text : undefined;
      const place = { [unit === 'line' ? 'line' : 'number']: number };
      const line = { ...place, outcome: end, reason, message, fix, event, text };
      attempt(path, () => appendFileSync(file, `${JSON.stringify(line)}\n`));
    },
    close: () => closeSync(file),
  };
}

function isSame(path: string, other: string): boolean {
  const [one, two] = [statSync(path), statSync(other)];
  return one.dev === two.dev && one.ino === two.ino;
}

function attempt<Result>(path: string, task: () => Result): Result {
  try {
    return task();
  } catch (cause) {
    throw cannot('write', path, { option: '--rejected', cause });
  }
}
