/** Migrates the tables of an earlier version to the current version. */
import type { DatabaseSync } from 'node:sqlite';
import { SANDBOX_COLUMN, SANDBOX_INDEX, SCHEMA_VERSION } from './tables.ts';

/** The tables of version 1. Some stores of this version have no application id. */
export const FIRST_SCHEMA = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, vendor TEXT NOT NULL, outcome TEXT NOT NULL,
    codes TEXT NOT NULL, verdict TEXT NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, bytes INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO counters VALUES ('dropped', 0);
`;

/** Version 2 stores the API of a request, because a vendor may have several, and its sandbox. */
const SECOND_VERSION = `
  ALTER TABLE requests RENAME COLUMN vendor TO api;
  UPDATE requests SET verdict = json_set(json_remove(verdict, '$.vendor'), '$.api', api);
  ALTER TABLE requests ADD COLUMN ${SANDBOX_COLUMN};
  ${SANDBOX_INDEX}
`;

/** Migrates the tables and their records. Run it in the transaction that holds the lock, so that a crash changes nothing. */
export function migrate(database: DatabaseSync, version: number): void {
  if (version >= SCHEMA_VERSION) return;
  if (version < 2) database.exec(SECOND_VERSION);
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}
