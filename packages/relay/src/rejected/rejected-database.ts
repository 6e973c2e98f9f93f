/** Opens the database of rejected events, and keeps other relays out of it. */
import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Identifies the file: "pspr" in ASCII. */
const APPLICATION_ID = 0x70737072;
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rejected (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    end TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    status INTEGER,
    may_have_arrived INTEGER NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};`;

const SQLITE_BUSY = 5;

/** Thrown if the file cannot be used. The message names the file and says what to do. */
export class RejectedFileError extends Error {
  override readonly name = 'RejectedFileError';
}

/**
 * Opens the database. Only its owner may read it. It stays locked until it is closed or the process ends in any way, so
 * that a second relay with the same spool does not start.
 *
 * @throws RejectedFileError
 */
export function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    createIfMissing(file);
    database = new (loadSqlite().DatabaseSync)(file, { timeout: 0 });
    // The first statement that reads the file locks it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const read = (name: string) => Object.values(database?.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    const [mark, version] = [read('application_id'), Number(read('user_version'))];
    const isEmpty = read('schema_version') === 0;
    if (!isEmpty && mark !== APPLICATION_ID) throw new RejectedFileError(notOurs(file));
    if (version > SCHEMA_VERSION)
      throw new RejectedFileError(
        `${file} was written by a newer version of @pushspec/relay: update the package`,
      );
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
    return database;
  } catch (error) {
    database?.close();
    throw fileError(file, error as Error & { errcode?: number });
  }
}

function fileError(file: string, error: Error & { errcode?: number }): RejectedFileError {
  const { message, errcode = 0 } = error;
  if (error instanceof RejectedFileError) return error;
  if ((errcode & 0xff) === SQLITE_BUSY)
    return new RejectedFileError(
      `another relay uses ${file}, and only one may use a spool: stop the other relay, or use another spool`,
      { cause: error },
    );
  if (/not a database/.test(message)) return new RejectedFileError(notOurs(file), { cause: error });
  return new RejectedFileError(`${file} cannot be opened: ${message}`, { cause: error });
}

function createIfMissing(file: string): void {
  try {
    // Closing an existing file would release the lock that another relay of this process holds.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Loads `node:sqlite` without the warning of Node 22 that it is experimental. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function notOurs(file: string): string {
  return `${file} is not the list of rejected events of a relay: move it away, or use another spool`;
}
