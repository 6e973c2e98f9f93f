/** Opens the SQLite database of a store and locks it against other processes. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';
import { APPLICATION_ID, type Recognized, recognize } from './recognize.ts';
import { openSqlite } from './sqlite-module.ts';
import { inUse, isBusy, laterVersion, problemOf, StoreError, unusable } from './store-error.ts';
import { SCHEMA, SCHEMA_VERSION, type Size, type Tables, tablesOf } from './tables.ts';

/** The file name of a store in memory. */
export const MEMORY = ':memory:';

const CREATE = `BEGIN; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; PRAGMA application_id = ${APPLICATION_ID}; COMMIT`;

/** File mode. Requests contain tokens, so only the owner may read the file, from its creation on. */
const MODE = 0o600;

export interface OpenedDatabase {
  database: DatabaseSync;
  tables: Tables;
  size: Size;
  close(): void;
}

/** Files that servers of this process have open, because system locks only apply between processes. */
const openHere = new Set<string>();

/** Opens or creates a store. Throws a StoreError and leaves the file unchanged if it is not a store of this or an earlier version. */
export function openDatabase(file: string): OpenedDatabase {
  if (file === MEMORY) return inMemory();
  try {
    if (file === '') throw unusable(file, 'its name is empty');
    return inFile(file, resolve(file));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw isBusy(error) ? inUse(file, error) : unusable(file, problemOf(error), error);
  }
}

function inMemory(): OpenedDatabase {
  const database = openSqlite(MEMORY);
  database.exec(CREATE);
  const tables = tablesOf(database);
  return { database, tables, size: tables.size(), close: () => database.close() };
}

function inFile(file: string, absolute: string): OpenedDatabase {
  // Checked before the file is opened: closing it again would release the locks of a server in this process.
  if (openHere.has(identityOf(absolute))) throw inUse(file);
  const recognized = recognize(file, absolute);
  const { path } = recognized;
  prepareFile(recognized);
  const database = openSqlite(path);
  try {
    const opened = locked(file, database, recognized);
    const identity = identityOf(path);
    openHere.add(identity);
    return {
      database,
      ...opened,
      close() {
        openHere.delete(identity);
        database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Returns device and inode of a file, or an empty string if it does not exist. */
function identityOf(path: string): string {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  return facts ? `${facts.dev}:${facts.ino}` : '';
}

/** Creates the store in a single write, so that a killed process does not leave an unrecognizable file. */
function prepareFile({ kind, path }: Recognized): void {
  if (kind === 'store' || kind === 'unmarked') {
    if ((statSync(path).mode & 0o777) !== MODE) chmodSync(path, MODE);
    return;
  }
  const bytes = emptyStore(dirname(path));
  const descriptor = openSync(path, kind === 'absent' ? 'wx' : 'r+', MODE);
  try {
    if (kind === 'empty') chmodSync(path, MODE);
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
  } catch (error) {
    // Part of a store would not be recognized.
    if (kind === 'absent') rmSync(path);
    else ftruncateSync(descriptor);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function emptyStore(parent: string): Buffer {
  const folder = mkdtempSync(join(parent, '.pushspec-store-'));
  try {
    const file = join(folder, 'store.db');
    const database = openSqlite(file);
    database.exec(`PRAGMA synchronous = OFF; ${CREATE}`);
    database.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Locks the database until it is closed, before any change. */
function locked(file: string, database: DatabaseSync, { kind }: Recognized) {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > SCHEMA_VERSION) throw laterVersion(file, version);
  migrate(database, version);
  const tables = tablesOf(database);
  // Sandboxes and their secrets end with the server that created them.
  tables.removeSandboxes();
  const size = tables.size();
  if (kind === 'unmarked') database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.exec('COMMIT; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return { tables, size };
}
