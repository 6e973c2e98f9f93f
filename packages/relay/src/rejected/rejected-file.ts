/** Keeps events that were not delivered in an SQLite file, so that they survive the process. */
import type { DatabaseSync } from 'node:sqlite';
import type { RejectedEvent } from '../delivery/delivery.ts';
import { openDatabase } from './rejected-database.ts';

/** Maximum number of events in a file, and of the bytes of their JSON. */
export interface RejectedBounds {
  readonly maxItems: number;
  readonly maxBytes: number;
}

const BOUNDS: RejectedBounds = { maxItems: 100_000, maxBytes: 256 * 1024 * 1024 };

/** An event before it has an id. Its time is in milliseconds since 1970, and its event is JSON. */
export type NewRejected = Omit<RejectedEvent, 'id' | 'at' | 'event'> & { readonly event: string };

/** Selects events by id. */
export interface Selection {
  /** Highest id. @default any */
  readonly upTo?: number;
  /** @default all */
  readonly ids?: readonly string[] | undefined;
}

export interface RejectedFile {
  /** Keeps an event in memory until the next `commit()`. */
  add(event: NewRejected): void;
  /**
   * Writes the added events. Throws if that fails, and keeps them for the next call. Returns how many old events were
   * removed to make room.
   */
  commit(): number;
  list(selection: Selection & { readonly limit: number; readonly after?: number }): RejectedEvent[];
  count(): number;
  /** Returns how many events a selection has. */
  countOf(selection: Selection): number;
  /** Returns the highest id, or 0. */
  lastId(): number;
  /** Changes whether the vendor may have accepted these events. */
  setMayHaveArrived(ids: readonly string[], mayHaveArrived: boolean): void;
  remove(ids: readonly string[]): void;
  /** Closes the file, which another relay may then open. */
  close(): void;
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
  const select = database.prepare('SELECT * FROM rejected WHERE id > ? AND id <= ? ORDER BY id LIMIT ?');
  const selectIds = database.prepare(
    `SELECT * FROM rejected WHERE ${WITH_IDS} AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
  );
  const countUpTo = database.prepare('SELECT count(*) AS items FROM rejected WHERE id <= ?');
  const countIds = database.prepare(`SELECT count(*) AS items FROM rejected WHERE ${WITH_IDS} AND id <= ?`);
  const mark = database.prepare(`UPDATE rejected SET may_have_arrived = ? WHERE ${WITH_IDS}`);
  const remove = database.prepare(`DELETE FROM rejected WHERE ${WITH_IDS}`);
  const newest = database.prepare('SELECT coalesce(max(id), 0) AS id FROM rejected');
  let added: { readonly at: number; readonly event: NewRejected }[] = [];
  // Counted here, because SQLite would read every event to count them. No other process changes the file.
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
    list({ limit, after = 0, upTo = Number.MAX_SAFE_INTEGER, ids }) {
      const rows =
        ids === undefined ? select.all(after, upTo, limit) : selectIds.all(numbers(ids), after, upTo, limit);
      return rows.map((row) => eventOf(row as unknown as Row));
    },
    count: () => kept.items,
    countOf({ upTo = Number.MAX_SAFE_INTEGER, ids }) {
      const row = ids === undefined ? countUpTo.get(upTo) : countIds.get(numbers(ids), upTo);
      return (row as { items: number }).items;
    },
    setMayHaveArrived: (ids, mayHaveArrived) => void mark.run(mayHaveArrived ? 1 : 0, numbers(ids)),
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
