/** Checks whether a file is a pushspec store before it is opened for writing. */
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { FIRST_SCHEMA } from './migrate.ts';
import { openSqlite } from './sqlite-module.ts';
import { laterVersion, unusable } from './store-error.ts';
import { SCHEMA_VERSION } from './tables.ts';

/** Marks a SQLite file as a store of pushspec: "push" in ASCII. */
export const APPLICATION_ID = 0x70757368;

/** @see https://www.sqlite.org/fileformat2.html#the_database_header */
const HEADER = { bytes: 100, magic: 'SQLite format 3\0', userVersion: 60, applicationId: 68 } as const;

/** Limit of the size of copied files. Stores are smaller than this before their first checkpoint. */
const MAX_COPIED_BYTES = 256 * 1024 * 1024;

const TABLES = ['requests', 'counters'];

const OTHER_PROGRAM = 'it is a SQLite database of another program';

/** The kind of a file. */
export interface Recognized {
  /**
   * - `absent`: no file, and no file that would belong to it
   * - `empty`: a file of zero bytes, as `mktemp` creates it
   * - `store`: a pushspec store
   * - `unmarked`: a store of the first version, which did not set the application id
   */
  kind: 'absent' | 'empty' | 'store' | 'unmarked';
  /** Path with links resolved. */
  path: string;
}

/**
 * Returns the kind of the file. Throws a StoreError if it is not a pushspec store. Never changes the file.
 *
 * @param file The name as given, for messages.
 */
export function recognize(file: string, absolute: string): Recognized {
  const facts = statSync(absolute, { throwIfNoEntry: false });
  if (!facts) {
    if (lstatSync(absolute, { throwIfNoEntry: false }))
      throw unusable(file, 'it is a link to a file that does not exist');
    rejectLeftovers(file, absolute);
    return { kind: 'absent', path: absolute };
  }
  // Opening a pipe or a device can already change what happens at its other end.
  if (!facts.isFile()) throw unusable(file, `it is ${typeOf(facts)}`);
  // Checks the mode itself, because the system lets an administrator write to any file.
  if ((facts.mode & 0o222) === 0) throw unusable(file, 'it is read-only');
  const path = realpathSync(absolute);
  if (facts.size === 0) {
    rejectLeftovers(file, path);
    return { kind: 'empty', path };
  }
  return { kind: kindOf(file, path), path };
}

function typeOf(facts: Stats): string {
  if (facts.isDirectory()) return 'a directory';
  if (facts.isFIFO()) return 'a named pipe';
  if (facts.isSocket()) return 'a socket';
  return 'a device';
}

/** Rejects files that SQLite would overwrite or treat as its own. */
function rejectLeftovers(file: string, path: string): void {
  for (const leftover of [`${path}-wal`, `${path}-journal`]) {
    const facts = lstatSync(leftover, { throwIfNoEntry: false });
    if (!facts || (facts.isFile() && facts.size === 0)) continue;
    throw unusable(
      file,
      `${leftover} exists without a store and would be overwritten (delete ${leftover} if you do not need it)`,
    );
  }
}

function kindOf(file: string, path: string): 'store' | 'unmarked' {
  const header = headerOf(file, path);
  if (header.toString('latin1', 0, HEADER.magic.length) !== HEADER.magic)
    throw unusable(file, 'it is not a pushspec store');
  const applicationId = header.readUInt32BE(HEADER.applicationId);
  if (applicationId === APPLICATION_ID) {
    checkMarked(file, path, header);
    return 'store';
  }
  if (applicationId === 0 && hasFirstTables(path, header)) return 'unmarked';
  throw unusable(file, OTHER_PROGRAM);
}

/** Checks a file with our application id, which may still be of a later version, damaged or forged. */
function checkMarked(file: string, path: string, header: Buffer): void {
  const version = header.readUInt32BE(HEADER.userVersion);
  if (version > SCHEMA_VERSION) throw laterVersion(file, version);
  let names: unknown[];
  try {
    names = readOnly(path, (database) => schemaOf(database).map(({ name }) => name));
  } catch {
    // A server killed during a checkpoint leaves a file that is only valid together with its `-wal` file.
    return;
  }
  if (!TABLES.every((name) => names.includes(name))) throw unusable(file, OTHER_PROGRAM);
}

function headerOf(file: string, path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(descriptor).isFile()) throw unusable(file, 'it was replaced while it was opened');
    const header = Buffer.alloc(HEADER.bytes);
    readSync(descriptor, header, 0, HEADER.bytes, 0);
    return header;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the file has the tables of version 1, which may still be in the `-wal` file. */
function hasFirstTables(path: string, header: Buffer): boolean {
  const version = header.readUInt32BE(HEADER.userVersion);
  if (version > 1) return false;
  if (hasOurTables(path)) return true;
  const log = `${path}-wal`;
  const logFacts = statSync(log, { throwIfNoEntry: false });
  if (!logFacts?.isFile() || logFacts.size === 0) return false;
  return statSync(path).size + logFacts.size <= MAX_COPIED_BYTES && inCopy(path, log);
}

/** Checks a copy, because SQLite writes next to a `-wal` file to read it. */
function inCopy(path: string, log: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-store-'));
  try {
    const copy = join(folder, 'store.db');
    copyFileSync(path, copy);
    copyFileSync(log, `${copy}-wal`);
    const merged = openSqlite(copy);
    merged.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    merged.close();
    return hasOurTables(copy);
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasOurTables(path: string): boolean {
  try {
    return readOnly(path, signatureOf) === firstSignature();
  } catch {
    return false;
  }
}

/** Reads a database. `immutable` keeps SQLite from locking the file and from looking for files next to it. */
function readOnly<Result>(path: string, read: (database: DatabaseSync) => Result): Result {
  const address = pathToFileURL(path);
  address.search = '?immutable=1';
  const database = openSqlite(address, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

function firstSignature(): string {
  const database = openSqlite(':memory:');
  database.exec(`${FIRST_SCHEMA} PRAGMA user_version = 1`);
  const signature = signatureOf(database);
  database.close();
  return signature;
}

/** Returns the schema as a string, without its line breaks. */
function signatureOf(database: DatabaseSync): string {
  const version = database.prepare('PRAGMA user_version').get();
  return JSON.stringify([version, schemaOf(database)]).replace(/(\\n|\s)+/g, ' ');
}

function schemaOf(database: DatabaseSync) {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
}
