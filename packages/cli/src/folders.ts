/** Where the command line keeps what outlives a run: rendered pages, compiled code, and the requests that a server has received. */
import { accessSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Nobody else reads or writes. */
const MODE = 0o700;

const WRITABLE_BY_ALL = 0o002;

/** Where rendered pages are kept from one start to the next: a folder of the user's cache. */
export function siteFolder(env: Environment): string {
  return folder(cacheOf(env), 'site');
}

/** Where the inspector is kept that was built from the sources in the repository. */
export function inspectorFolder(env: Environment): string {
  return folder(cacheOf(env), 'inspector');
}

/** Where compiled code is kept from one run to the next, or `undefined` where no folder of ours outlives this run. */
export function compileCacheFolder(env: Environment): string | undefined {
  return lasting(cacheOf(env), 'compiled');
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
  const path = lasting(parent, name);
  if (path !== undefined) return path;
  try {
    return made(join(privateFolder(), name));
  } catch (cause) {
    throw new Error(`neither ${parent} nor ${tmpdir()} can be written: name a file with --store`, { cause });
  }
}

/** A folder that the next run finds again: below the parent, or below the temporary folder if that one is ours. */
function lasting(parent: string, name: string): string | undefined {
  const own = attempt(() => {
    const path = made(join(parent, 'pushspec', name));
    accessSync(path, constants.W_OK);
    return isSafe(dirname(path)) && isSafe(path) ? path : undefined;
  });
  return own ?? attempt(() => withinTemporary(name));
}

/** Anybody may have made the folder in the temporary folder, and still own it. */
function withinTemporary(name: string): string | undefined {
  const parent = join(tmpdir(), 'pushspec');
  attempt(() => mkdirSync(parent, { mode: MODE }));
  if (!isPrivate(parent)) return undefined;
  const path = made(join(parent, name));
  return isPrivate(path) ? path : undefined;
}

let fresh: string | undefined;

/** One for all that this process keeps. */
function privateFolder(): string {
  if (fresh === undefined || !existsSync(fresh)) fresh = mkdtempSync(join(tmpdir(), 'pushspec-'));
  return fresh;
}

function made(path: string): string {
  mkdirSync(path, { recursive: true, mode: MODE });
  return path;
}

/** Whether it is a folder of our own that nobody else can enter, and not a link to one. */
function isPrivate(path: string): boolean {
  const facts = lstatSync(path);
  // Windows has neither; its temporary folder belongs to the user.
  if (process.getuid === undefined) return facts.isDirectory();
  return facts.isDirectory() && facts.uid === process.getuid() && (facts.mode & 0o777) === MODE;
}

/** Whether nobody else can have put something into it. The user may have made it a link, and root may use the folders of a user. */
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
