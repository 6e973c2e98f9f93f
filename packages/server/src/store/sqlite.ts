/** The store in SQLite: one file of mode 0600, or memory. Commits are grouped; each answer waits for its own. */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Filter, Store, StoredRecord } from './store.ts';

export interface SqliteStoreOptions {
  /** File name, or `:memory:`. */
  file: string;
  /** Records kept; the oldest go first. @default 10000 */
  maxRecords?: number;
  /** Bytes of bodies and answers kept; the oldest go first. @default 268435456 */
  maxBytes?: number;
}

/** Raised when a later version changes the tables; an older file is brought up to it on opening. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, vendor TEXT NOT NULL, outcome TEXT NOT NULL,
    codes TEXT NOT NULL, verdict TEXT NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, bytes INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO counters VALUES ('dropped', 0), ('bytes', 0);
`;

type Row = Record<string, string | number | Uint8Array>;

/** Opens or creates the store. Throws a plain error when the file is no store of this or an earlier version. */
export function openSqliteStore({
  file,
  maxRecords = 10_000,
  maxBytes = 256 * 1024 * 1024,
}: SqliteStoreOptions): Store {
  const database = open(file);
  const statements = prepare(database);
  const waiting: { record: StoredRecord; resolve: () => void; reject: (error: unknown) => void }[] = [];

  const commit = () => {
    const group = waiting.splice(0);
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { record } of group) statements.insert(record);
      statements.prune(maxRecords, maxBytes);
      database.exec('COMMIT');
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      for (const { reject } of group) reject(error);
    }
  };

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        if (waiting.length === 1) setImmediate(commit);
      }),
    list: async (filter) => statements.list(filter),
    get: async (id) => statements.get(id),
    counts: async () => statements.counts(),
    reset: async () => database.exec('DELETE FROM requests; UPDATE counters SET value = 0'),
    close: async () => {
      if (waiting.length > 0) commit();
      database.close();
    },
  };
}

function open(file: string): DatabaseSync {
  if (file !== ':memory:') {
    // The bytes of requests hold tokens: nobody else reads them, from the first moment on.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (version > SCHEMA_VERSION) throw new Error(`it was written by a later version (${version})`);
    if (version === 0) database.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw new Error(`cannot use ${file} as a store: ${(error as Error).message}`, { cause: error });
  }
}

function prepare(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO requests (id, vendor, outcome, codes, verdict, method, target, headers, body, status, answer, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBytes = database.prepare("UPDATE counters SET value = value + ? WHERE name = 'bytes'");
  const addDropped = database.prepare("UPDATE counters SET value = value + 1 WHERE name = 'dropped'");
  const counter = database.prepare('SELECT value FROM counters WHERE name = ?');
  const count = database.prepare('SELECT count(*) AS value FROM requests');
  const oldest = database.prepare('SELECT seq, bytes FROM requests ORDER BY seq LIMIT 1');
  const remove = database.prepare('DELETE FROM requests WHERE seq = ?');
  const byId = database.prepare('SELECT * FROM requests WHERE id = ?');
  const number = (statement: StatementSync, ...parameters: string[]) =>
    Number((statement.get(...parameters) as { value: number }).value);

  return {
    insert({ verdict, request, answer }: StoredRecord) {
      const codes = ` ${[...verdict.reasons, ...verdict.warnings].map(({ code }) => code).join(' ')} `;
      const bytes = request.body.byteLength + answer.body.length;
      insert.run(
        ...[verdict.id, verdict.vendor, verdict.outcome, codes, JSON.stringify(verdict)],
        ...[request.method, request.target, JSON.stringify(request.headers), request.body],
        ...[answer.status, answer.body, bytes],
      );
      addBytes.run(bytes);
    },
    prune(maxRecords: number, maxBytes: number) {
      let records = number(count);
      let bytes = number(counter, 'bytes');
      while (records > maxRecords || (bytes > maxBytes && records > 1)) {
        const row = oldest.get() as { seq: number; bytes: number };
        remove.run(row.seq);
        addBytes.run(-row.bytes);
        addDropped.run();
        records--;
        bytes -= row.bytes;
      }
    },
    list(filter: Filter = {}): StoredRecord[] {
      const { where, values } = conditions(filter);
      const sql = `SELECT * FROM requests ${where} ORDER BY seq DESC LIMIT ?`;
      return (database.prepare(sql).all(...values, filter.limit ?? 50) as Row[]).map(toRecord);
    },
    get(id: string): StoredRecord | undefined {
      const row = byId.get(id) as Row | undefined;
      return row && toRecord(row);
    },
    counts: () => ({ kept: number(count), dropped: number(counter, 'dropped') }),
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
    verdict: JSON.parse(String(row.verdict)),
    request: {
      method: String(row.method),
      target: String(row.target),
      headers: JSON.parse(String(row.headers)),
      body: row.body as Uint8Array,
    },
    answer: { status: Number(row.status), body: String(row.answer) },
  };
}
