/** The store in SQLite: commits are grouped, each answer waits for its own, and the oldest records go first. */
import { MEMORY, openDatabase } from './open-database.ts';
import type { Store, StoredRecord } from './store.ts';
import { closed, failed } from './store-error.ts';
import type { Size, Tables } from './tables.ts';

export interface StoreOptions {
  /** File name, or `:memory:`. A file is created with mode 0600. */
  file: string;
  /** Records kept; the oldest go first. @default 10000 */
  maxRecords?: number;
  /** Bytes of bodies and answers kept; the oldest go first. @default 67108864 in a file, 16777216 in memory */
  maxBytes?: number;
}

const FILE_BYTES = 64 * 1024 * 1024;

/** Small enough to stay in a processor's cache: with four times as much every request of 14 KB costs 10 µs more. */
const MEMORY_BYTES = 16 * 1024 * 1024;

interface Waiting {
  record: StoredRecord;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Opens or creates the store. Throws a StoreError that names the file when it is not a store of this or an earlier version. */
export function openStore({
  file,
  maxRecords = 10_000,
  maxBytes = file === MEMORY ? MEMORY_BYTES : FILE_BYTES,
}: StoreOptions): Store {
  // In memory too: ten thousand records among the objects of this process would cost more in garbage collection than SQLite does.
  // In memory too: ten thousand records among the objects of this process would cost more in garbage collection than SQLite does.
  const opened = openDatabase(file);
  const { database, tables, close } = opened;
  // Counted here, as counting rows for every commit would cost more than the commit.
  let { size } = opened;
  let waiting: Waiting[] = [];
  let isClosed = false;

  const commit = () => {
    const group = waiting;
    waiting = [];
    // They were committed while the store was closed.
    if (group.length === 0) return;
    try {
      tables.begin();
      for (const { record } of group) size = added(size, { records: 1, bytes: tables.insert(record) });
      size = pruned(tables, size, { records: maxRecords, bytes: maxBytes });
      tables.commit();
    } catch (error) {
      for (const { reject } of group) reject(failed(file, error));
      undo();
      return;
    }
    for (const { resolve } of group) resolve();
  };

  const undo = () => {
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
      size = tables.size();
    } catch {
      // The next commit fails for the same reason, and says so.
    }
  };

  const ask = async <Result>(work: () => Result): Promise<Result> => {
    if (isClosed) throw closed(file);
    try {
      return work();
    } catch (error) {
      throw failed(file, error);
    }
  };

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closed(file));
        waiting.push({ record, resolve, reject });
        // All requests that are judged in one turn of the event loop share a commit.
        if (waiting.length === 1) setImmediate(commit);
      }),
    list: (filter) => ask(() => tables.list(filter)),
    get: (id) => ask(() => tables.get(id)),
    counts: () => ask(() => ({ kept: size.records, dropped: tables.dropped() })),
    reset: () =>
      ask(() => {
        database.exec('DELETE FROM requests; UPDATE counters SET value = 0');
        size = { records: 0, bytes: 0 };
      }),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      commit();
      close();
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
