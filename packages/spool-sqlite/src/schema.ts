/** The schema of a spool: creates it, and checks the schema of an existing file. */
import type { DatabaseSync } from 'node:sqlite';
import { SpoolError } from '@pushspec/client/spool';
import { isBusy } from './problems.ts';

/** Identifies an SQLite file as a spool: `push` in ASCII. */
export const APPLICATION_ID = 0x70757368;

/** Version of the schema, `user_version` of the file. */
const SCHEMA_VERSION = 1;

/**
 * Number of 4 KiB pages in the log before SQLite moves them to the file. Few, so that a full disk has room for them.
 */
const CHECKPOINT_PAGES = 256;

/**
 * Strings that are not valid Unicode are stored as UTF-16 blobs. `totals` has one row, so that nothing has to count
 * events.
 */
const SCHEMA = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    text NOT NULL
  );
  CREATE TABLE totals (items INTEGER NOT NULL, bytes INTEGER NOT NULL);
  INSERT INTO totals VALUES (0, 0);
  CREATE TABLE target (name TEXT NOT NULL);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

interface Checked {
  readonly file: string;
  readonly target: string;
  readonly synchronous: 'full' | 'normal';
  /**
   * Highest id that is in use. The ids of a new file are higher, because it may replace another one whose events are still
   * being sent.
   */
  readonly lastId: number;
}

/** How often to try while another process creates the same file, with waits of 20 ms. */
const MAX_TRIES = 250;

/**
 * Prepares a connection. Changes nothing in a file that is not a spool. A new file gets the target.
 *
 * @throws SpoolError if the file is something else
 * @throws Error of SQLite, including when the file is damaged
 */
export function prepareSchema(database: DatabaseSync, { file, target, synchronous, lastId }: Checked): void {
  let isNew = isEmpty(database, file);
  untilFree(() => {
    const { journal_mode: mode } = database.prepare('PRAGMA journal_mode = WAL').get() as Record<
      string,
      unknown
    >;
    if (mode !== 'wal') {
      throw new SpoolError(
        'not-writable',
        `${file} is on a drive without shared memory, which SQLite needs: choose a \`file\` on a local disk`,
      );
    }
  });
  database.exec(`PRAGMA synchronous = ${synchronous}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (isNew) {
    database.exec('BEGIN IMMEDIATE');
    // Another process may have created the schema in the meantime.
    isNew = isEmpty(database, file);
    if (isNew) {
      database.exec(SCHEMA);
      database.prepare('INSERT INTO target VALUES (?)').run(target);
      database.prepare("INSERT INTO sqlite_sequence VALUES ('events', ?)").run(lastId);
    }
    database.exec('COMMIT');
  } else {
    const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() as Record<string, unknown>;
    if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: 11 });
  }
}

/** Returns whether a file is new. @throws SpoolError unless it is new or a spool of a known version */
function isEmpty(database: DatabaseSync, file: string): boolean {
  const number = (pragma: string) =>
    Object.values(database.prepare(`PRAGMA ${pragma}`).get() as Record<string, number>)[0] ?? 0;
  const { count } = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as {
    count: number;
  };
  const applicationId = number('application_id');
  const version = number('user_version');
  if (applicationId === 0 && version === 0 && count === 0) return true;
  if (applicationId !== APPLICATION_ID) {
    throw new SpoolError(
      'not-a-spool',
      `${file} is a database of another program: choose another \`file\`. It was not changed`,
    );
  }
  if (version > SCHEMA_VERSION) {
    throw new SpoolError(
      'newer-schema',
      `${file} has version ${version} of the schema, but this version of @pushspec/spool-sqlite only supports ${SCHEMA_VERSION}: update the package, or choose another \`file\``,
    );
  }
  return false;
}

/** Retries while another process prepares the same file, because SQLite then fails without waiting. */
function untilFree(attempt: () => void): void {
  for (let tries = 1; ; tries++) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!isBusy(error) || tries === MAX_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
