/** The guides for tests: built once for all that run at the same time, and kept as long as nothing that they are made from changes. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { guidesHash, isGuidesReady } from './page.ts';
import { buildSite } from './site.ts';

/** Folder of the built guides, which nobody may write to. Rejects when they cannot be built. */
export async function builtGuides(): Promise<string> {
  const folder = join(tmpdir(), `pushspec-guides-${guidesHash().slice(0, 16)}`);
  const lock = `${folder}.lock`;
  for (let tries = 0; tries < 120 && !isGuidesReady(folder); tries++) {
    if (!take(lock)) {
      await setTimeout(500);
      continue;
    }
    try {
      await buildSite({ outDir: folder, vendors: [] });
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
  if (!isGuidesReady(folder))
    throw new Error(`the guides are not ready; remove ${lock} if nobody builds them`);
  return folder;
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
