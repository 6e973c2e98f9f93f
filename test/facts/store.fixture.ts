/** Creates files that a store path may name, and reads the exact content of a folder. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer, type PushServer } from '@pushspec/server';
import { onTestFinished } from 'vitest';

/** Creates an empty folder that is removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-facts-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Returns every entry of a folder with its mode, modification time and bytes. */
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

/** Starts a server with this store. It closes after the test. */
export async function serverWith(store: string): Promise<PushServer & { url: string }> {
  const server = await createServer({ store });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { ...server, url };
}

/** Returns the message of the error with which a server rejects this store. */
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

/** The tables of the first version, which set no application ID. */
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

/** Creates a store as the first version left it, with one request. It stays open, because closing it merges the `-wal` file. */
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

/** Creates a database of another program. */
export function foreignDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
