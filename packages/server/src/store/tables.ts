/** The tables of the store in SQLite, and the statements on them. */
import type { DatabaseSync } from 'node:sqlite';
import { isObject, type JsonObject, type Vendor } from '@pushspec/contract';
import type { RecordedVerdict } from '../pipeline/verdict.ts';
import { DEFAULT_LIMIT, type Filter, type StoredRecord } from './store.ts';

/** Raised when a later version changes the tables; an older file is then brought up to it on opening. */
export const SCHEMA_VERSION = 1;

export const SCHEMA = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, vendor TEXT NOT NULL, outcome TEXT NOT NULL,
    codes TEXT NOT NULL, verdict TEXT NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, bytes INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO counters VALUES ('dropped', 0);
`;

type Row = Record<string, string | number | Uint8Array>;

/** What the table holds. */
export interface Size {
  records: number;
  /** Bytes of bodies and answers. */
  bytes: number;
}

export type Tables = ReturnType<typeof tablesOf>;

export function tablesOf(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql);
  // Prepared once: parsing these costs more than running them.
  const begin = prepare('BEGIN IMMEDIATE');
  const commit = prepare('COMMIT');
  const insert = prepare(
    `INSERT INTO requests (id, vendor, outcome, codes, verdict, method, target, headers, body, status, answer, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const size = prepare('SELECT count(*) AS records, coalesce(sum(bytes), 0) AS bytes FROM requests');
  const oldest = prepare('SELECT seq, bytes FROM requests ORDER BY seq');
  const removeUpTo = prepare('DELETE FROM requests WHERE seq <= ?');
  const addDropped = prepare("UPDATE counters SET value = value + ? WHERE name = 'dropped'");
  const dropped = prepare("SELECT value FROM counters WHERE name = 'dropped'");
  const byId = prepare('SELECT * FROM requests WHERE id = ?');

  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    size: () => ({ ...size.get() }) as unknown as Size,
    dropped: () => Number((dropped.get() as { value: number }).value),
    /** Returns the bytes that are counted for the record. */
    insert({ verdict, request, answer }: StoredRecord): number {
      const findings = [...verdict.reasons, ...verdict.warnings];
      const codes = findings.length === 0 ? '' : ` ${findings.map(({ code }) => code).join(' ')} `;
      const bytes = request.body.byteLength + answer.body.length;
      insert.run(
        ...[verdict.id, verdict.vendor, verdict.outcome, codes, JSON.stringify(verdict)],
        ...[request.method, request.target, JSON.stringify(request.headers), request.body],
        ...[answer.status, answer.body, bytes],
      );
      return bytes;
    },
    /** Removes the oldest records until this much has gone, but at most `most` of them. Returns what has gone. */
    removeOldest({ records, bytes }: Size, most: number): Size {
      const gone = { records: 0, bytes: 0 };
      let last = 0;
      for (const row of oldest.iterate() as Iterable<{ seq: number; bytes: number }>) {
        if (gone.records === most || (gone.records >= records && gone.bytes >= bytes)) break;
        gone.records++;
        gone.bytes += row.bytes;
        last = row.seq;
      }
      removeUpTo.run(last);
      addDropped.run(gone.records);
      return gone;
    },
    list(filter: Filter = {}): StoredRecord[] {
      const { where, values } = conditions(filter);
      const sql = `SELECT * FROM requests ${where} ORDER BY seq DESC LIMIT ?`;
      return (prepare(sql).all(...values, filter.limit ?? DEFAULT_LIMIT) as Row[]).map(toRecord);
    },
    get(id: string): StoredRecord | undefined {
      const row = byId.get(id) as Row | undefined;
      return row && toRecord(row);
    },
  };
}

function conditions(filter: Filter): { where: string; values: string[] } {
  const parts: [string, string | undefined][] = [
    ['vendor = ?', filter.vendor],
    ['outcome = ?', filter.outcome],
    ["instr(codes, ' ' || ? || ' ') > 0", filter.reason],
    ['seq < (SELECT seq FROM requests WHERE id = ?)', filter.before],
  ];
  const given = parts.filter((part): part is [string, string] => part[1] !== undefined);
  const where = given.length > 0 ? `WHERE ${given.map(([condition]) => condition).join(' AND ')}` : '';
  return { where, values: given.map(([, value]) => value) };
}

function toRecord(row: Row): StoredRecord {
  return {
    verdict: recordedVerdict(row),
    request: {
      method: String(row.method),
      target: String(row.target),
      headers: parsedObject(row.headers) as Record<string, string>,
      body: row.body as Uint8Array,
    },
    answer: { status: Number(row.status), body: String(row.answer) },
  };
}

/** The verdict of a row. One that is damaged is not a reason why no other can be read. */
function recordedVerdict(row: Row): RecordedVerdict {
  const verdict = parsedObject(row.verdict);
  if (Array.isArray(verdict.reasons) && Array.isArray(verdict.warnings))
    return { ...verdict, id: String(row.id) } as RecordedVerdict;
  return {
    id: String(row.id),
    receivedAt: new Date(0).toISOString(),
    vendor: row.vendor as Vendor,
    profile: 'documented',
    operation: null,
    outcome: row.outcome as RecordedVerdict['outcome'],
    status: Number(row.status),
    reasons: [],
    warnings: [],
    notShown: 'the verdict in the store is damaged',
  };
}

function parsedObject(text: Row[string] | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(String(text));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
