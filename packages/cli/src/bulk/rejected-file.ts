/** Writes every event that was not delivered to a file, one line per event, before it counts as done. */
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
  /** The input file. */
  readonly input: string | undefined;
  /** Whether this continues an earlier run. Its lines are kept. */
  readonly isContinued: boolean;
  readonly unit: 'line' | 'event';
}

export function openRejectedFile({ path, input, isContinued, unit }: RejectedFileOptions): RejectedFile {
  if (input !== undefined && existsSync(path) && isSame(path, input)) {
    throw new CommandFailure(EXIT.usage, `${path} is the input file: name another file with \`--rejected\``);
  }
  const file = attempt(path, () => openSync(path, 'a', 0o600));
  if (!isContinued && fstatSync(file).size > 0) {
    closeSync(file);
    throw new CommandFailure(
      EXIT.usage,
      `${path} contains events from an earlier run: move it elsewhere, or name another file with \`--rejected\``,
    );
  }
  return {
    write(entry, { end, reason, message, fix }) {
      const { number, event } = entry;
      const { text, base64 } = entry.problem ? entry : {};
      const location = { [unit === 'line' ? 'line' : 'number']: number };
      const line = { ...location, outcome: end, reason, message, fix, event, text, base64 };
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
