/** The target of a spool. A file belongs to one target as long as it has events or a sender. */
import type { DatabaseSync } from 'node:sqlite';
import { SpoolError } from '@pushspec/client/spool';

interface TargetOptions {
  readonly file: string;
  readonly target: string;
  /** Makes this process the sender, unless another process is. Returns whether it is the sender. */
  readonly acquire: () => boolean;
  /** Gives up being the sender. */
  readonly release: () => void;
}

export interface Target {
  /**
   * Checks the target. Call it inside each transaction, because an empty file may take another target.
   *
   * @throws SpoolError if the file belongs to another target
   */
  check(): void;
  /** Gives the file this target if it is empty and no other process sends from it. @throws SpoolError otherwise */
  claim(): void;
}

export function createTarget(database: DatabaseSync, options: TargetOptions): Target {
  const { file, target, acquire, release } = options;
  const select = database.prepare('SELECT name FROM target');
  const owner = () => (select.get() as { readonly name: string } | undefined)?.name;
  const selectEvent = database.prepare('SELECT 1 FROM events LIMIT 1');
  const wrongTarget = () => {
    const [state, advice] = selectEvent.get()
      ? ['has events', 'choose']
      : ['is in use', 'stop the process that uses it, or choose'];
    return new SpoolError(
      'target',
      `${file} ${state} for ${owner()}, and this reporter sends to ${target}: ${advice} another \`file\` for it`,
    );
  };
  const check = () => {
    if (owner() !== target) throw wrongTarget();
  };

  function claimEmpty() {
    database.exec('BEGIN IMMEDIATE');
    const { changes } = database
      .prepare('UPDATE target SET name = ? WHERE NOT EXISTS (SELECT 1 FROM events)')
      .run(target);
    database.exec('COMMIT');
    return Number(changes) > 0;
  }

  return {
    check,
    claim() {
      if (owner() === target) return;
      // The sender may still store events for the old target.
      if (selectEvent.get() || !acquire()) throw wrongTarget();
      if (claimEmpty()) return;
      release();
      check();
    },
  };
}
