/** The files of a spool: creates them for this user only, compares them, and sets damaged ones aside. */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SpoolError } from '@pushspec/client/spool';

/** Suffix of the file whose lock marks the sender. */
export const LOCK_SUFFIX = '-lock';

/** Position of the application id in a file of SQLite. @see https://www.sqlite.org/fileformat.html#application_id */
const APPLICATION_ID_OFFSET = 68;

const OWNER_ONLY = 0o600;

/**
 * Creates an empty file that only this user can read, if there is none. Never opens an existing file: closing it would
 * release the locks that SQLite holds on it in this process.
 */
export function createIfMissing(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory())
    throw new SpoolError('not-a-spool', `${file} is a folder: name a file in it as \`file\``);
  if (found) return;
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY));
  } catch (error) {
    // Another process created it first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  syncFolder(file);
}

/** Makes a new name survive a power failure. Some systems cannot open a folder. */
function syncFolder(file: string): void {
  try {
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {}
}

/** A chain of links that is longer is a circle. */
const MAX_LINKS = 40;

/**
 * Returns the path of a file without symbolic links, so that all processes that use it share its lock and its log. The file
 * need not exist.
 */
export function realPathOf(file: string, links = 0): string {
  const path = resolve(file);
  const folder = attempt(() => realpathSync(dirname(path))) ?? dirname(path);
  const target = attempt(() => readlinkSync(path));
  if (target === undefined || links === MAX_LINKS) return join(folder, basename(path));
  return realPathOf(resolve(folder, target), links + 1);
}

function attempt<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** Returns an identifier of the file at a path, or `undefined` if there is none. */
export function identityOf(file: string): string | undefined {
  const found: Stats | undefined = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Returns whether a file that SQLite cannot read is a damaged spool: it still has the application id, or the lock file of a
 * spool is next to it. Call it only if no connection to the file is open.
 */
export function wasSpool(file: string, applicationId: number): boolean {
  if (existsSync(file + LOCK_SUFFIX)) return true;
  const opened = openSync(file, 'r');
  const header = Buffer.alloc(4);
  readSync(opened, header, 0, 4, APPLICATION_ID_OFFSET);
  closeSync(opened);
  return header.readInt32BE() === applicationId;
}

/** Renames a damaged spool. Returns its new path. */
export function setAside(file: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = `${file}.damaged-${time}`;
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  syncFolder(file);
  return aside;
}

/** Suffix of a file that only reserves space. */
export const RESERVE_SUFFIX = '-reserve';

/** More than the database can grow when its log is emptied, see `CHECKPOINT_PAGES`. */
const RESERVE_BYTES = 2 * 1024 * 1024;

/**
 * Reserves space on the disk. `releaseReserve()` frees it, so that events can be removed when the disk is full.
 *
 * @throws Error of the file system if there is not enough space
 */
export function ensureReserve(file: string): void {
  const path = file + RESERVE_SUFFIX;
  if (existsSync(path)) return;
  try {
    // Random, because a file system may compress data.
    writeFileSync(path, randomBytes(RESERVE_BYTES), { flag: 'wx', mode: OWNER_ONLY });
  } catch (error) {
    // Another process created it first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    rmSync(path, { force: true });
    throw error;
  }
}

/** Frees the reserved space. Returns whether there was any. */
export function releaseReserve(file: string): boolean {
  const wasThere = existsSync(file + RESERVE_SUFFIX);
  rmSync(file + RESERVE_SUFFIX, { force: true });
  return wasThere;
}
