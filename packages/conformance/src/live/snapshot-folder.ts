/** Stores snapshots as files: one readable JSON document per scenario, in a folder per vendor. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Snapshot } from './snapshot.ts';

/** A folder with the snapshots of scenarios. */
export interface SnapshotFolder {
  /** Reads the snapshot of a scenario, or resolves to `undefined`. Rejects if the file is not a snapshot. */
  read(scenario: string): Promise<Snapshot | undefined>;
  /** Writes a snapshot atomically. */
  write(snapshot: Snapshot): Promise<void>;
}

/** Opens a folder, which is created with the first snapshot. */
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
    // Reported below.
  }
  throw new Error(`${file} is not a snapshot: delete it, and the next run creates it again`);
}
