/** Snapshots as files: one readable JSON document for each scenario, in a folder of its vendor. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Snapshot } from './snapshot.ts';

export interface SnapshotFolder {
  /** The snapshot of a scenario, or undefined. Rejects where the file holds none. */
  read(scenario: string): Promise<Snapshot | undefined>;
  /** Puts a snapshot in place in one step. */
  write(snapshot: Snapshot): Promise<void>;
}

export function snapshotFolder(root: string): SnapshotFolder {
  const fileOf = (scenario: string) => join(root, `${scenario}.json`);
  return {
    async read(scenario) {
      const file = fileOf(scenario);
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return text === undefined ? undefined : parsed(text, file);
    },
    async write(snapshot) {
      const file = fileOf(snapshot.scenario);
      await mkdir(dirname(file), { recursive: true });
      const whole = `${file}.${process.pid}.new`;
      await writeFile(whole, `${JSON.stringify(snapshot, undefined, 2)}\n`);
      await rename(whole, file);
    },
  };
}

function parsed(text: string, file: string): Snapshot {
  try {
    const snapshot = JSON.parse(text) as Snapshot;
    if (typeof snapshot.status === 'number' && typeof snapshot.taken === 'string') return snapshot;
  } catch {
    // Said below.
  }
  throw new Error(`${file} holds no snapshot: delete it, and it is taken anew`);
}
