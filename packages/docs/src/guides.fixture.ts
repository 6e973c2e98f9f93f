/** Builds the guides for tests, and keeps them as long as nothing that they are made from changes. */
import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guidesHash, isGuidesReady } from './page.ts';
import { buildSite } from './site.ts';

/** Returns the folder of the built guides, which other tests read at the same time. */
export async function builtGuides(): Promise<string> {
  // The folder of another user may be out of reach.
  const user = process.getuid?.() ?? 'user';
  const folder = join(tmpdir(), `pushspec-guides-${user}-${guidesHash().slice(0, 16)}`);
  if (isGuidesReady(folder)) return folder;
  const partial = mkdtempSync(`${folder}.`);
  await buildSite({ outDir: partial, vendors: [] });
  try {
    renameSync(partial, folder);
    return folder;
  } catch {
    // Another process was faster, or something else is there.
    return partial;
  }
}
