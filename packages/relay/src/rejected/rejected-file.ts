/** Keeps events that were not delivered in an SQLite file, so that they survive the process. */
import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { RejectedEvent } from '../delivery/delivery.ts';

/** Maximum number of events in a file, and of the bytes of their JSON. */
export interface RejectedBounds {
  readonly maxItems: number;
  readonly maxBytes: number;
}

const BOUNDS: RejectedBounds = { maxItems: 100_000, maxBytes: 256 * 1024 * 1024 };

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

/** An event before it has an id. Its time is in milliseconds since 1970, and its event is JSON. */
export type NewRejected = Omit<RejectedEvent, 'id' | 'at' | 'event'> & { readonly event: string };

export interface RejectedFile {
  /** Keeps an event in memory until the next `commit()`. */
  add(event: NewRejected): void;
  /**
   * Writes the added events. Throws if that fails, and keeps them for the next call. Returns how many old events were
   * removed to make room.
   */
  commit(): number;
  list(options: {
    readonly limit: number;
    readonly after?: number;
    readonly ids?: readonly string[];
  }): RejectedEvent[];
  count(): number;
  /** Returns the highest id, or 0. */
  lastId(): number;
  remove(ids: readonly string[]): void;
  close(): void;
}

/** Thrown if the file cannot be used. The message names the file and says what to do. */
export class RejectedFileError extends Error {
  override readonly name = 'RejectedFileError';
}

/** The number of events in a file, and the bytes of their JSON. */
interface Kept {
  readonly items: number;
  readonly bytes: number;
}

/** Selects the events whose ids are in a JSON array. */
const WITH_IDS = 'id IN (SELECT value FROM json_each(?))';

interface Row {
  id: number;
  at: number;
  end: RejectedEvent['end'];
  reason: string;
  message: string;
  status: number | null;
  may_have_arrived: number;
  event: string;
}

/** Opens or creates the file. @throws RejectedFileError */
export function openRejectedFile(file: string, { maxItems, maxBytes } = BOUNDS): RejectedFile {
  const database = openDatabase(file);
  const insert = database.prepare(
    'INSERT INTO rejected (at, end, reason, message, status, may_have_arrived, event) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const measure = database.prepare(
    'SELECT count(*) AS items, coalesce(sum(octet_length(event)), 0) AS bytes FROM rejected',
  );
  const measureIds = database.prepare(
    `SELECT count(*) AS items, coalesce(sum(octet_length(event)), 0) AS bytes FROM rejected WHERE ${WITH_IDS}`,
  );
  const oldest = database.prepare('SELECT id, octet_length(event) AS bytes FROM rejected ORDER BY id');
  const select = database.prepare('SELECT * FROM rejected WHERE id > ? ORDER BY id LIMIT ?');
  const selectIds = database.prepare(
    `SELECT * FROM rejected WHERE ${WITH_IDS} AND id > ? ORDER BY id LIMIT ?`,
  );
  const remove = database.prepare(`DELETE FROM rejected WHERE ${WITH_IDS}`);
  const newest = database.prepare('SELECT coalesce(max(id), 0) AS id FROM rejected');
  let added: { readonly at: number; readonly event: NewRejected }[] = [];
  // Counted here, because SQLite would read every event to count them.
  let kept = { ...(measure.get() as unknown as Kept) };

  /** Returns what the file holds after this. */
  function write(): Kept {
    const { items, bytes } = kept;
    for (const { at, event } of added) {
      const { end, reason, message, status = null, mayHaveArrived, event: json } = event;
      insert.run(at, end, reason, message, status, mayHaveArrived ? 1 : 0, json);
    }
    return {
      items: items + added.length,
      bytes: added.reduce((sum, { event }) => sum + Buffer.byteLength(event.event), bytes),
    };
  }

  /** Removes the oldest events that exceed the limits. Returns what the file holds after this. */
  function trim({ items, bytes }: Kept): Kept {
    const ids: number[] = [];
    for (const row of oldest.iterate() as Iterable<{ id: number; bytes: number }>) {
      if (items <= maxItems && bytes <= maxBytes) break;
      ids.push(row.id);
      items--;
      bytes -= row.bytes;
    }
    if (ids.length > 0) remove.run(JSON.stringify(ids));
    return { items, bytes };
  }

  return {
    add: (event) => void added.push({ at: Date.now(), event }),
    commit() {
      if (added.length === 0) return 0;
      return inTransaction(database, () => {
        const before = write();
        const after = trim(before);
        return () => {
          kept = after;
          added = [];
          return before.items - after.items;
        };
      });
    },
    list: ({ limit, after = 0, ids }) =>
      (ids === undefined ? select.all(after, limit) : selectIds.all(numbers(ids), after, limit)).map((row) =>
        eventOf(row as unknown as Row),
      ),
    count: () => kept.items,
    lastId: () => (newest.get() as { id: number }).id,
    remove(ids) {
      const json = numbers(ids);
      inTransaction(database, () => {
        const { items, bytes } = measureIds.get(json) as unknown as Kept;
        remove.run(json);
        return () => {
          kept = { items: kept.items - items, bytes: kept.bytes - bytes };
        };
      });
    },
    close: () => database.close(),
  };
}

/**
 * Runs a change in a transaction, and calls the function that it returns after the commit. Changes nothing if it fails.
 */
function inTransaction<Result>(database: DatabaseSync, change: () => () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const done = change();
    database.exec('COMMIT');
    return done();
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Returns the ids as a JSON array. Leaves out ids that are not numbers. */
function numbers(ids: readonly string[]): string {
  return JSON.stringify(ids.map(Number).filter(Number.isSafeInteger));
}

function eventOf({ id, at, end, reason, message, status, may_have_arrived, event }: Row): RejectedEvent {
  return {
    ...{ id: String(id), at: new Date(at).toISOString(), end, reason, message },
    ...(status !== null && { status }),
    ...{ mayHaveArrived: may_have_arrived === 1, event: JSON.parse(event) },
  };
}

/** Opens the database. Only its owner may read it. */
function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    closeSync(openSync(file, 'a', 0o600));
    database = new (loadSqlite().DatabaseSync)(file, { timeout: 5_000 });
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
    if (error instanceof RejectedFileError) throw error;
    if (/not a database/.test((error as Error).message))
      throw new RejectedFileError(notOurs(file), { cause: error });
    throw new RejectedFileError(`${file} cannot be opened: ${(error as Error).message}`, { cause: error });
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
