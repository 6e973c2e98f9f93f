/** Finds out whether a file is a store of ours before anything opens it for writing. */
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
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { laterVersion, unusable } from './store-error.ts';
import { SCHEMA, SCHEMA_VERSION } from './tables.ts';

/** Marks a SQLite file as a store of pushspec: "push" in ASCII. */
export const APPLICATION_ID = 0x70757368;

/** @see https://www.sqlite.org/fileformat2.html#the_database_header */
const HEADER = { bytes: 100, magic: 'SQLite format 3\0', userVersion: 60, applicationId: 68 } as const;

/** More than a store had before its tables were moved. */
const MOST_COPIED_BYTES = 256 * 1024 * 1024;

const TABLES = ['requests', 'counters'];

const OTHER_PROGRAM = 'it is a SQLite database of another program';

export interface Recognized {
  /**
   * - `absent`: no file, and nothing that would belong to it
   * - `empty`: a file without a byte, as `mktemp` makes it
   * - `store`: a store of ours
   * - `unmarked`: a store of the first version, which did not set the application id
   */
  kind: 'absent' | 'empty' | 'store' | 'unmarked';
  /** Path without links. */
  path: string;
}

/**
 * Throws a StoreError for what is not a store of ours. Changes nothing, whatever the file is.
 *
 * @param file The name as it was given, for messages.
 */
export function recognize(file: string, absolute: string): Recognized {
  const facts = statSync(absolute, { throwIfNoEntry: false });
  if (!facts) {
    if (lstatSync(absolute, { throwIfNoEntry: false }))
      throw unusable(file, 'it is a link to a file that does not exist');
    refuseRemains(file, absolute);
    return { kind: 'absent', path: absolute };
  }
  // Opening a pipe or a device can already change what happens at its other end.
  if (!facts.isFile()) throw unusable(file, `it is ${typeOf(facts)}`);
  // Not asked of the system: it lets an administrator write everything.
  if ((facts.mode & 0o222) === 0) throw unusable(file, 'it is read-only');
  const path = realpathSync(absolute);
  if (facts.size === 0) {
    refuseRemains(file, path);
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

/** SQLite would overwrite these, or take them for its own. */
function refuseRemains(file: string, path: string): void {
  for (const remains of [`${path}-wal`, `${path}-journal`]) {
    const facts = lstatSync(remains, { throwIfNoEntry: false });
    if (!facts || (facts.isFile() && facts.size === 0)) continue;
    throw unusable(
      file,
      `${remains} exists without it and would be overwritten (remove it if nobody needs it)`,
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

/** A file that carries our application id may still be of a later version, damaged, or a forgery. */
function checkMarked(file: string, path: string, header: Buffer): void {
  const version = header.readUInt32BE(HEADER.userVersion);
  if (version > SCHEMA_VERSION) throw laterVersion(file, version);
  let names: unknown[];
  try {
    names = readOnly(path, (database) => schemaOf(database).map(({ name }) => name));
  } catch {
    // A server that was killed while it moved its `-wal` file leaves a file that makes sense with that one only.
    return;
  }
  if (!TABLES.every((name) => names.includes(name))) throw unusable(file, OTHER_PROGRAM);
}

function headerOf(file: string, path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(descriptor).isFile()) throw unusable(file, 'it was replaced meanwhile');
    const header = Buffer.alloc(HEADER.bytes);
    readSync(descriptor, header, 0, HEADER.bytes, 0);
    return header;
  } finally {
    closeSync(descriptor);
  }
}

/** The first version wrote its tables into the `-wal` file first, and moved them later. */
function hasFirstTables(path: string, header: Buffer): boolean {
  const version = header.readUInt32BE(HEADER.userVersion);
  if (version > SCHEMA_VERSION) return false;
  if (hasOurTables(path)) return true;
  const log = `${path}-wal`;
  const logFacts = statSync(log, { throwIfNoEntry: false });
  if (!logFacts?.isFile() || logFacts.size === 0) return false;
  return statSync(path).size + logFacts.size <= MOST_COPIED_BYTES && inCopy(path, log);
}

/** Looks at a copy: to read a `-wal` file, SQLite writes next to it. */
function inCopy(path: string, log: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-store-'));
  try {
    const copy = join(folder, 'store.db');
    copyFileSync(path, copy);
    copyFileSync(log, `${copy}-wal`);
    const merged = new DatabaseSync(copy);
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

/** `immutable` keeps SQLite from locking the file and from looking for others next to it. */
function readOnly<Result>(path: string, read: (database: DatabaseSync) => Result): Result {
  const address = pathToFileURL(path);
  address.search = '?immutable=1';
  const database = new DatabaseSync(address, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

function firstSignature(): string {
  const database = new DatabaseSync(':memory:');
  database.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}`);
  const signature = signatureOf(database);
  database.close();
  return signature;
}

/** All that a schema says, apart from how its lines are broken. */
function signatureOf(database: DatabaseSync): string {
  const version = database.prepare('PRAGMA user_version').get();
  return JSON.stringify([version, schemaOf(database)]).replace(/(\\n|\s)+/g, ' ');
}

function schemaOf(database: DatabaseSync) {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
}
