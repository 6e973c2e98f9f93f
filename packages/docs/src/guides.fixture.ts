/** Builds the guides for tests, and caches them until a source changes. */
import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guidesHash, isGuidesReady } from './page.ts';
import { buildSite } from './site.ts';

/** Returns the folder of the built guides. Other tests read it at the same time, so do not change it. */
export async function builtGuides(): Promise<string> {
  // Several users may share the temporary folder.
  const user = process.getuid?.() ?? 'user';
  const folder = join(tmpdir(), `pushspec-guides-${user}-${guidesHash().slice(0, 16)}`);
  if (isGuidesReady(folder)) return folder;
  const partial = mkdtempSync(`${folder}.`);
  await buildSite({ outDir: partial, apis: [] });
  try {
    renameSync(partial, folder);
    return folder;
  } catch {
    // Another process was faster, or another file exists there.
    return partial;
  }
}
