/** Chooses the folders that outlive a run: for rendered pages, compiled code, and the requests of a server. */
import { accessSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Only the owner can read or write. */
const MODE = 0o700;

const WRITABLE_BY_ALL = 0o002;

/** Returns the cache folder for rendered pages. */
export function siteFolder(env: Environment): string {
  return folder(cacheOf(env), 'site');
}

/** Returns the cache folder for an inspector built from the repository. */
export function inspectorFolder(env: Environment): string {
  return folder(cacheOf(env), 'inspector');
}

/** Returns the cache folder for compiled code, or `undefined` if no safe folder outlives this run. */
export function compileCacheFolder(env: Environment): string | undefined {
  return persistentFolder(cacheOf(env), 'compiled');
}

function cacheOf(env: Environment): string {
  return env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.cache');
}

/**
 * Returns the default store of a server: one file per port, because two servers cannot share a store.
 * With port 0 the requests stay in memory, because the next run gets another port.
 */
export function defaultStore(port: number, env: Environment): string {
  if (port === 0) return ':memory:';
  const state = env.XDG_STATE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.local', 'state');
  return join(folder(state, 'requests'), `${port}.db`);
}

/** Returns a folder below the parent, or below the temporary folder if the parent is not writable. */
function folder(parent: string, name: string): string {
  const path = persistentFolder(parent, name);
  if (path !== undefined) return path;
  try {
    return ensureFolder(join(privateFolder(), name));
  } catch (cause) {
    throw new Error(`neither ${parent} nor ${tmpdir()} is writable: name a file with \`--store\``, { cause });
  }
}

/** Returns a folder that the next run finds again: below the parent, or below the temporary folder if it belongs to this user. */
function persistentFolder(parent: string, name: string): string | undefined {
  const own = attempt(() => {
    const path = ensureFolder(join(parent, 'pushspec', name));
    accessSync(path, constants.W_OK);
    return isSafe(dirname(path)) && isSafe(path) ? path : undefined;
  });
  return own ?? attempt(() => withinTemporary(name));
}

/** Returns a folder below the temporary folder, unless another user has created it. */
function withinTemporary(name: string): string | undefined {
  const parent = join(tmpdir(), 'pushspec');
  attempt(() => mkdirSync(parent, { mode: MODE }));
  if (!isPrivate(parent)) return undefined;
  const path = ensureFolder(join(parent, name));
  return isPrivate(path) ? path : undefined;
}

let fresh: string | undefined;

/** Returns the private temporary folder of this process. */
function privateFolder(): string {
  if (fresh === undefined || !existsSync(fresh)) fresh = mkdtempSync(join(tmpdir(), 'pushspec-'));
  return fresh;
}

function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: MODE });
  return path;
}

/** Returns whether a path is a folder, not a link, that only this user can enter. */
function isPrivate(path: string): boolean {
  const stats = lstatSync(path);
  // Windows has no such owner and mode. Its temporary folder belongs to the user.
  if (process.getuid === undefined) return stats.isDirectory();
  return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o777) === MODE;
}

/** Returns whether no other user can write to a folder. It may be a link, and root may use the folders of other users. */
function isSafe(path: string): boolean {
  const user = process.getuid?.();
  const { uid, mode } = statSync(path);
  return user === undefined || ((user === 0 || uid === user) && (mode & WRITABLE_BY_ALL) === 0);
}

function attempt<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
