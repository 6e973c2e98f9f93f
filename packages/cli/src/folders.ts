/** Where the command line keeps what outlives a run: rendered pages, and the requests that a server has received. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where rendered pages are kept from one start to the next: a folder of the user's cache. */
export function siteFolder(env: Environment): string {
  return folder(cacheOf(env), 'site');
}

/** Where the inspector is kept that was built from the sources in the repository. */
export function inspectorFolder(env: Environment): string {
  return folder(cacheOf(env), 'inspector');
}

function cacheOf(env: Environment): string {
  return env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.cache');
}

/**
 * The store of a server that is not told where to keep its requests. It goes by the port, as two servers cannot share one;
 * a port that is chosen anew every time has nothing to come back to, and keeps its requests in memory.
 */
export function defaultStore(port: number, env: Environment): string {
  if (port === 0) return ':memory:';
  const state = env.XDG_STATE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.local', 'state');
  return join(folder(state, 'requests'), `${port}.db`);
}

/** A folder of ours below a parent, or below the temporary folder where that cannot be written. */
function folder(parent: string, name: string): string {
  for (const place of [parent, tmpdir()]) {
    const path = join(place, 'pushspec', name);
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      accessSync(path, constants.W_OK);
      return path;
    } catch {
      // The next one.
    }
  }
  throw new Error(`neither ${parent} nor ${tmpdir()} can be written: name a file with --store`);
}
