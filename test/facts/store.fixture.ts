/** Files that a store may be pointed at, and what a folder holds to the byte. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer, type PushServer } from '@pushspec/server';
import { onTestFinished } from 'vitest';

/** An empty folder that is removed with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-facts-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Every entry of a folder with its mode, its time of change and its bytes. */
export function contentsOf(path: string): Record<string, string> {
  const entries = readdirSync(path, { withFileTypes: true }).map((entry) => {
    const file = join(path, entry.name);
    if (entry.isSymbolicLink()) return [entry.name, `-> ${readlinkSync(file)}`];
    const { mode, mtimeMs } = statSync(file);
    const bytes = entry.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
    return [entry.name, `${mode.toString(8)} ${mtimeMs} ${bytes}`];
  });
  return Object.fromEntries(entries);
}

/** A server with this store, closed with the test. */
export async function serverWith(store: string): Promise<PushServer & { url: string }> {
  const server = await createServer({ store });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { ...server, url };
}

/** The message of the error with which a server refuses this store. */
export async function refusalOf(store: string): Promise<string> {
  const server = await createServer({ store }).catch((error: Error) => error);
  if (server instanceof Error) return server.message;
  await server.close();
  return 'not refused';
}

export async function push(url: string, title = 'disk full'): Promise<number> {
  const response = await fetch(`${url}/api/v1/push-events/secret_dev/datakit/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: { status: 'error', title } }),
  });
  return response.status;
}

/** The tables as the first version made them, which set no application id. */
const FIRST_VERSION = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, vendor TEXT NOT NULL, outcome TEXT NOT NULL,
    codes TEXT NOT NULL, verdict TEXT NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, bytes INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO counters VALUES ('dropped', 0);
`;

const VERDICT = {
  id: 'kept-id',
  receivedAt: '2026-11-21T08:30:00.000Z',
  vendor: 'guance',
  profile: 'documented',
  operation: null,
  outcome: 'ignored',
  status: 200,
  reasons: [],
  warnings: [],
};

/** A store as the first version left it, with one request. The database is still open: closing it moves the `-wal` file into it. */
export function firstVersionStore(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(`BEGIN; ${FIRST_VERSION} PRAGMA user_version = 1; COMMIT`);
  database
    .prepare('INSERT INTO requests VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      ...['kept-id', 'guance', 'ignored', '', JSON.stringify(VERDICT), 'POST', '/x', '{}'],
      ...[Buffer.from('{}'), 200, '{}', 4],
    );
  return database;
}

/** A database of another program. */
export function foreignDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
