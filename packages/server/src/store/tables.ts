/** The tables of the store in SQLite, and the statements on them. */
import type { DatabaseSync } from 'node:sqlite';
import { type ApiName, isObject, type JsonObject } from '@pushspec/contract';
import type { RecordedVerdict } from '../pipeline/verdict.ts';
import { DEFAULT_LIMIT, type Filter, type StoredRecord } from './store.ts';

/** Version of the tables. Increase it with every change; older files are migrated when opened. */
export const SCHEMA_VERSION = 2;

/** The column with the sandbox of a record, empty outside of sandboxes. */
export const SANDBOX_COLUMN = "sandbox TEXT NOT NULL DEFAULT ''";

/** A partial index, which costs nothing for records outside of sandboxes. */
export const SANDBOX_INDEX =
  "CREATE INDEX requests_by_sandbox ON requests (sandbox, seq) WHERE sandbox <> '';";

/** The tables of the current version. */
export const SCHEMA = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${SANDBOX_COLUMN}, api TEXT NOT NULL, outcome TEXT NOT NULL,
    codes TEXT NOT NULL, verdict TEXT NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, bytes INTEGER NOT NULL
  ) STRICT;
  ${SANDBOX_INDEX}
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO counters VALUES ('dropped', 0);
`;

type Row = Record<string, string | number | Uint8Array>;

/** The number and size of the stored records. */
export interface Size {
  records: number;
  /** Bytes of bodies and responses. */
  bytes: number;
}

export type Tables = ReturnType<typeof tablesOf>;

/** Prepares the statements of a store. */
export function tablesOf(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql);
  // Prepared once, because parsing these statements costs more than running them.
  const begin = prepare('BEGIN IMMEDIATE');
  const commit = prepare('COMMIT');
  const insert = prepare(
    `INSERT INTO requests (id, api, outcome, codes, verdict, method, target, headers, body, status, answer, bytes, sandbox)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const size = prepare('SELECT count(*) AS records, coalesce(sum(bytes), 0) AS bytes FROM requests');
  const kept = prepare('SELECT count(*) AS records FROM requests WHERE sandbox = ?');
  const oldest = prepare('SELECT seq, bytes, sandbox FROM requests ORDER BY seq');
  const removeUpTo = prepare('DELETE FROM requests WHERE seq <= ?');
  const removeOf = prepare('DELETE FROM requests WHERE sandbox = ?');
  const removeSandboxes = prepare("DELETE FROM requests WHERE sandbox <> ''");
  const addDropped = prepare(
    'INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value',
  );
  const removeDropped = prepare('DELETE FROM counters WHERE name = ?');
  const removeDroppedOfSandboxes = prepare("DELETE FROM counters WHERE name <> 'dropped'");
  const allDropped = prepare('SELECT coalesce(sum(value), 0) AS value FROM counters');
  const droppedOf = prepare('SELECT value FROM counters WHERE name = ?');
  const byId = prepare('SELECT * FROM requests WHERE id = ?');

  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    size: () => ({ ...size.get() }) as unknown as Size,
    /** Returns the number of records dropped at the limits of the store: of one sandbox, or all. */
    dropped(sandbox?: string): number {
      const row = sandbox === undefined ? allDropped.get() : droppedOf.get(droppedName(sandbox));
      return Number(row?.value ?? 0);
    },
    /** Returns the number of records of a sandbox, or for an empty id of those outside of sandboxes. */
    kept: (sandbox: string) => Number(kept.get(sandbox)?.records),
    /** Removes the records of a sandbox, or for an empty id those outside of sandboxes. */
    removeOf(sandbox: string): void {
      removeOf.run(sandbox);
      removeDropped.run(droppedName(sandbox));
    },
    /** Removes the records of all sandboxes. */
    removeSandboxes(): void {
      removeSandboxes.run();
      removeDroppedOfSandboxes.run();
    },
    /** Inserts a record. Returns the bytes counted for it. */
    insert({ verdict, request, response }: StoredRecord): number {
      const findings = [...verdict.reasons, ...verdict.warnings];
      const codes = findings.length === 0 ? '' : ` ${findings.map(({ code }) => code).join(' ')} `;
      const bytes = request.body.byteLength + response.body.length;
      insert.run(
        ...[verdict.id, verdict.api, verdict.outcome, codes, JSON.stringify(verdict)],
        ...[request.method, request.target, JSON.stringify(request.headers), request.body],
        ...[response.status, response.body, bytes, verdict.sandbox ?? ''],
      );
      return bytes;
    },
    /** Removes the oldest records until this much is removed, but at most `most` records. Returns the removed size. */
    removeOldest({ records, bytes }: Size, most: number): Size {
      const removed = { records: 0, bytes: 0 };
      const bySandbox = new Map<string, number>();
      let last = 0;
      for (const row of oldest.iterate() as Iterable<{ seq: number; bytes: number; sandbox: string }>) {
        if (removed.records === most || (removed.records >= records && removed.bytes >= bytes)) break;
        removed.records++;
        removed.bytes += row.bytes;
        bySandbox.set(row.sandbox, (bySandbox.get(row.sandbox) ?? 0) + 1);
        last = row.seq;
      }
      removeUpTo.run(last);
      for (const [sandbox, count] of bySandbox) addDropped.run(droppedName(sandbox), count);
      return removed;
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

/** Returns the name of the counter of a sandbox's dropped records. */
function droppedName(sandbox: string): string {
  return sandbox === '' ? 'dropped' : `dropped ${sandbox}`;
}

function conditions(filter: Filter): { where: string; values: string[] } {
  const parts: [string, string | undefined][] = [
    ['api = ?', filter.api],
    ['outcome = ?', filter.outcome],
    // The partial index is only used if the condition says that the sandbox is not empty.
    [filter.sandbox === '' ? 'sandbox = ?' : "sandbox <> '' AND sandbox = ?", filter.sandbox],
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
    response: { status: Number(row.status), body: String(row.answer) },
  };
}

/** Returns the verdict of a row. A damaged one gets a placeholder, so that the others stay readable. */
function recordedVerdict(row: Row): RecordedVerdict {
  const verdict = parsedObject(row.verdict);
  if (Array.isArray(verdict.reasons) && Array.isArray(verdict.warnings))
    return { ...verdict, id: String(row.id) } as RecordedVerdict;
  return {
    id: String(row.id),
    receivedAt: new Date(0).toISOString(),
    api: row.api as ApiName,
    profile: 'documented',
    operation: null,
    outcome: row.outcome as RecordedVerdict['outcome'],
    status: Number(row.status),
    reasons: [],
    warnings: [],
    notShown: 'the verdict in the store is damaged',
  };
}

function parsedObject(json: Row[string] | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(String(json));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
