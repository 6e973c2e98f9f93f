/** The SQL statements of a spool. */
import type { DatabaseSync } from 'node:sqlite';
import type { LoadBounds, SpoolStats, StoredEvent } from '@pushspec/client/spool';
import type { StoredIds } from './messages.ts';

interface Bound {
  readonly maxItems: number;
  readonly maxBytes: number;
}

export interface Events {
  /** Stores the first events that fit. */
  append(texts: readonly string[], times: readonly number[]): StoredIds;
  load(after: number, bounds: LoadBounds): StoredEvent[];
  sending(ids: readonly number[]): void;
  settle(ids: readonly number[]): void;
  stats(): SpoolStats;
}

type Row = Record<string, unknown>;

/** Number of rows per statement. More are hardly faster. */
const ROW_GROUP = 25;

const insertOf = (rows: number) =>
  `INSERT INTO events (at, text) VALUES ${Array.from({ length: rows }, () => '(?, ?)').join(', ')}`;

/**
 * Prepares the statements. Call all methods that write inside a transaction.
 *
 * @param onId Receives the highest id of those that were stored or loaded.
 */
export function createEvents(database: DatabaseSync, bound: Bound, onId: (id: number) => void): Events {
  const insertOne = database.prepare(insertOf(1));
  const insertRow = database.prepare(insertOf(ROW_GROUP));
  const select = database.prepare(
    'SELECT id, at, attempts, text FROM events WHERE id > ? ORDER BY id LIMIT ?',
  );
  const count = database.prepare('UPDATE events SET attempts = attempts + 1 WHERE id BETWEEN ? AND ?');
  const measure = database.prepare(
    'SELECT count(*) AS items, coalesce(sum(octet_length(text)), 0) AS bytes FROM events WHERE id BETWEEN ? AND ?',
  );
  const remove = database.prepare('DELETE FROM events WHERE id BETWEEN ? AND ?');
  const totals = database.prepare('SELECT items, bytes FROM totals');
  const change = database.prepare('UPDATE totals SET items = items + ?, bytes = bytes + ?');
  const lastId = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const oldest = database.prepare('SELECT at FROM events ORDER BY id LIMIT 1');

  const total = () => totals.get() as { items: number; bytes: number };

  return {
    append(texts, times) {
      const before = total();
      let { items, bytes } = before;
      const values: (number | string | Uint8Array)[] = [];
      for (const [index, text] of texts.entries()) {
        const stored = storedForm(text);
        const size = typeof stored === 'string' ? Buffer.byteLength(stored) : stored.byteLength;
        // An event that is larger than the bound is stored if the spool is empty. It would otherwise wait forever.
        if (items > 0 && (items >= bound.maxItems || bytes + size > bound.maxBytes)) break;
        values.push(times[index] as number, stored);
        items++;
        bytes += size;
      }
      const count = items - before.items;
      if (count === 0) return { first: 0, count };
      let last = 0;
      for (let index = 0; index < values.length; ) {
        const [insert, rows] =
          values.length - index < 2 * ROW_GROUP ? [insertOne, 1] : [insertRow, ROW_GROUP];
        const end = index + 2 * rows;
        last = Number(insert.run(...values.slice(index, end)).lastInsertRowid);
        index = end;
      }
      change.run(count, bytes - before.bytes);
      onId(last);
      return { first: last - count + 1, count };
    },
    load(after, { maxItems, maxLength }) {
      const events: StoredEvent[] = [];
      let length = 0;
      for (const row of select.iterate(after, maxItems) as Iterable<Row>) {
        const text = textOf(row.text as string | Uint8Array);
        length += text.length;
        if (events.length > 0 && length > maxLength) break;
        const { id, at, attempts } = row as { id: number; at: number; attempts: number };
        events.push({ id, at, attempts, text });
      }
      onId(events.at(-1)?.id ?? 0);
      return events;
    },
    sending(ids) {
      for (const [first, last] of rangesOf(ids)) count.run(first, last);
    },
    settle(ids) {
      for (const [first, last] of rangesOf(ids)) {
        const { items, bytes } = measure.get(first, last) as { items: number; bytes: number };
        remove.run(first, last);
        if (items > 0) change.run(-items, -bytes);
      }
    },
    stats() {
      const first = oldest.get() as { at: number } | undefined;
      const last = lastId.get() as { seq: number } | undefined;
      return { ...total(), lastId: last?.seq ?? 0, oldestAt: first?.at };
    },
  };
}

/** SQLite replaces lone surrogates in strings, and some of its functions cut off strings at a NUL. */
const storedForm = (text: string): string | Uint8Array =>
  text.isWellFormed() && !text.includes('\0') ? text : Buffer.from(text, 'utf16le');

const textOf = (stored: string | Uint8Array): string =>
  typeof stored === 'string'
    ? stored
    : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString('utf16le');

/** Returns ranges of consecutive ids. There are few, because most events leave in the order in which they came. */
function rangesOf(ids: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const id of [...ids].sort((one, other) => one - other)) {
    const range = ranges.at(-1);
    if (range && id <= range[1] + 1) range[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}
