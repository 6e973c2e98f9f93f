/** A folder for the files of one test. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates a folder that is removed after the test. Returns the path of a file in it. */
export function fileInFolder(name = 'events.spool'): string {
  // Messages name the real path, and the folder of temporary files may be a link.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'pushspec-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
