/** The store in SQLite: commits are grouped, each answer waits for its own, and the oldest records go first. */
import type { Store, StoredRecord } from './store.ts';
import { openDatabase, type Size, type Tables, tablesOf } from './tables.ts';

export interface StoreOptions {
  /** File name, or `:memory:`. A file is created with mode 0600. */
  file: string;
  /** Records kept; the oldest go first. @default 10000 */
  maxRecords?: number;
  /** Bytes of bodies and answers kept; the oldest go first. @default 67108864 in a file, 16777216 in memory */
  maxBytes?: number;
}

const MEMORY = ':memory:';
const FILE_BYTES = 64 * 1024 * 1024;

/** Small enough to stay in a processor's cache: with four times as much every request of 14 KB costs 10 µs more. */
const MEMORY_BYTES = 16 * 1024 * 1024;

interface Waiting {
  record: StoredRecord;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Opens or creates the store. Throws a plain error when the file is no store of this or an earlier version. */
export function openStore({
  file,
  maxRecords = 10_000,
  maxBytes = file === MEMORY ? MEMORY_BYTES : FILE_BYTES,
}: StoreOptions): Store {
  // In memory too: ten thousand records among the objects of this process would cost more in garbage collection than SQLite does.
  const database = openDatabase(file);
  const tables = tablesOf(database);
  // Counted here, as counting rows for every commit would cost more than the commit.
  let size = tables.size();
  let waiting: Waiting[] = [];

  const commit = () => {
    const group = waiting;
    waiting = [];
    try {
      tables.begin();
      for (const { record } of group) size = added(size, { records: 1, bytes: tables.insert(record) });
      size = pruned(tables, size, { records: maxRecords, bytes: maxBytes });
      tables.commit();
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      size = tables.size();
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { resolve } of group) resolve();
  };

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        // All requests that are judged in one turn of the event loop share a commit.
        if (waiting.length === 1) setImmediate(commit);
      }),
    list: async (filter) => tables.list(filter),
    get: async (id) => tables.get(id),
    counts: async () => ({ kept: size.records, dropped: tables.dropped() }),
    reset: async () => {
      database.exec('DELETE FROM requests; UPDATE counters SET value = 0');
      size = { records: 0, bytes: 0 };
    },
    close: async () => {
      if (waiting.length > 0) commit();
      database.close();
    },
  };
}

function added(a: Size, b: Size): Size {
  return { records: a.records + b.records, bytes: a.bytes + b.bytes };
}

/** Removes the oldest records until the rest is within the bounds; the newest one always stays. */
function pruned(tables: Tables, size: Size, bounds: Size): Size {
  const over = { records: size.records - bounds.records, bytes: size.bytes - bounds.bytes };
  if ((over.records <= 0 && over.bytes <= 0) || size.records <= 1) return size;
  // A little more at once than has to go, so that a full store does not prune at every commit.
  const records = over.records > 0 ? over.records + Math.floor(bounds.records / 100) : 0;
  const gone = tables.removeOldest({ records, bytes: over.bytes }, size.records - 1);
  return added(size, { records: -gone.records, bytes: -gone.bytes });
}
