/** Opens databases with Node's SQLite. Loaded on use, so that an older Node can still report the version that it needs. */
import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';

/** Opens or creates a database. */
export function openSqlite(path: string | URL, options: DatabaseSyncOptions = {}): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  return new DatabaseSync(path, options);
}

/** Loads the module without the warning that Node 22 prints, because it calls the module experimental. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
