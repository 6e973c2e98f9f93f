/** Where rendered pages are kept from one start to the next. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the user's cache; a temporary one where that cannot be written. */
export function siteFolder(env: Readonly<Record<string, string | undefined>>): string {
  const cache = env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.cache');
  for (const parent of [cache, tmpdir()]) {
    const folder = join(parent, 'pushspec', 'site');
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // The next one.
    }
  }
  throw new Error(`neither ${cache} nor ${tmpdir()} can be written: set XDG_CACHE_HOME to a folder that can`);
}
