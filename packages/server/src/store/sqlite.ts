/** The store in SQLite. It groups commits, each response waits for its own commit, and the oldest records are dropped first. */
import { MEMORY, openDatabase } from './open-database.ts';
import { DEFAULT_MAX_RECORDS, type Store, type StoredRecord } from './store.ts';
import { closed, failed } from './store-error.ts';
import type { Size, Tables } from './tables.ts';

export interface StoreOptions {
  /** File name, or `:memory:`. A file is created with mode 0600. */
  file: string;
  /** Maximum number of records. The oldest are dropped first. @default 10000 */
  maxRecords?: number;
  /** Maximum bytes of bodies and responses. The oldest are dropped first. @default 67108864 in a file, 16777216 in memory */
  maxBytes?: number;
}

const FILE_BYTES = 64 * 1024 * 1024;

/** Small enough for a processor's cache. With four times as much, every request of 14 KB costs 10 µs more. */
const MEMORY_BYTES = 16 * 1024 * 1024;

interface PendingRecord {
  record: StoredRecord;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Opens or creates the store. Throws a StoreError that names the file if it is not a store of this or an earlier version. */
export function openStore({
  file,
  maxRecords = DEFAULT_MAX_RECORDS,
  maxBytes = file === MEMORY ? MEMORY_BYTES : FILE_BYTES,
}: StoreOptions): Store {
  // SQLite is used in memory too: 10,000 records as JavaScript objects would cost more in garbage collection.
  const opened = openDatabase(file);
  const { database, tables, close } = opened;
  // Counted here, because counting rows would cost more than the commit itself.
  let { size } = opened;
  let pending: PendingRecord[] = [];
  let isClosed = false;

  const commit = () => {
    const group = pending;
    pending = [];
    // The records were committed when the store was closed.
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
      // The next commit fails for the same reason and reports it.
    }
  };

  const run = async <Result>(work: () => Result): Promise<Result> => {
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
        pending.push({ record, resolve, reject });
        // All requests evaluated in one turn of the event loop share a commit.
        if (pending.length === 1) setImmediate(commit);
      }),
    list: (filter) => run(() => tables.list(filter)),
    get: (id) => run(() => tables.get(id)),
    counts: (sandbox) =>
      run(() => ({
        kept: sandbox === undefined ? size.records : tables.kept(sandbox),
        dropped: tables.dropped(sandbox),
      })),
    reset: (sandbox) =>
      run(() => {
        tables.removeOf(sandbox);
        size = tables.size();
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

/** Removes the oldest records until the rest is within the limits. The newest record always stays. */
function pruned(tables: Tables, size: Size, bounds: Size): Size {
  const over = { records: size.records - bounds.records, bytes: size.bytes - bounds.bytes };
  if ((over.records <= 0 && over.bytes <= 0) || size.records <= 1) return size;
  // Removes slightly more than necessary, so that a full store does not prune at every commit.
  const withSlack = (excess: number, bound: number) => (excess > 0 ? excess + Math.floor(bound / 100) : 0);
  const removed = tables.removeOldest(
    { records: withSlack(over.records, bounds.records), bytes: withSlack(over.bytes, bounds.bytes) },
    size.records - 1,
  );
  return added(size, { records: -removed.records, bytes: -removed.bytes });
}
