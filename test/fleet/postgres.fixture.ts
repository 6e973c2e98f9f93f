/**
 * Starts a PostgreSQL server for tests: with its own data folder, on a free port of 127.0.0.1, and as an unprivileged user,
 * because PostgreSQL does not run as root. Commits are durable as in production.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../samples/free-port.ts';

/** `fast` ends all sessions and writes everything. `immediate` stops like a crash, so that the next start recovers. */
export type StopMode = 'fast' | 'immediate';

export interface PostgresOptions {
  /** Parent of the data folder, such as the mount point of a small file system. @default the folder for temporary files */
  readonly folder?: string;
  /** Settings of the server by name. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface Postgres {
  readonly port: number;
  /** Connection string of the superuser. */
  readonly url: string;
  /** Returns the connection string of a role. */
  urlFor(role: string): string;
  /** Resolves when the server accepts connections. Has no effect if it runs. */
  start(): Promise<void>;
  /** Resolves when the server has stopped. @default 'fast' */
  stop(mode?: StopMode): Promise<void>;
  restart(mode: StopMode): Promise<void>;
  /** Runs SQL as the superuser or another role. Resolves to the rows of the last statement. */
  sql(statements: string, role?: string): Promise<readonly unknown[][]>;
  /** Stops the server and removes its folder. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const SUPERUSER = 'owner';
const SIGNALS: Readonly<Record<StopMode, NodeJS.Signals>> = { fast: 'SIGINT', immediate: 'SIGQUIT' };

/** Where packages install the programs: Debian, and PostgreSQL's own packages for Red Hat. */
const FOLDERS = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin'];

const inPath = (process.env.PATH ?? '').split(delimiter);
const installed = globSync(FOLDERS).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
const programs = [...inPath, ...installed].find((folder) =>
  ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
);

const user = unprivilegedUser();

/** Returns why tests cannot start PostgreSQL on this machine, or `undefined` if they can. */
export function whyNoPostgres(): string | undefined {
  if (process.platform === 'win32') return 'the tests start PostgreSQL on Linux and macOS only';
  if (!programs)
    return `PostgreSQL is not installed: there is no initdb in PATH or in ${FOLDERS.join(' or ')}`;
  if (!user) return 'PostgreSQL does not run as root, and there is no user postgres or nobody';
  return undefined;
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** Returns the user that runs the server: the current one, or another one if this is root. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user.
    }
  }
  return undefined;
}

/** Gives a folder to the unprivileged user. Returns options that start a program in it as this user. */
export function asUnprivileged(folder: string) {
  if (user?.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  return { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', PGTZ: 'UTC' } };
}

/** @throws Error if `whyNoPostgres()` returns a reason, or with the server's log if it does not start */
export async function startPostgres({
  folder = tmpdir(),
  settings = {},
}: PostgresOptions = {}): Promise<Postgres> {
  if (!programs || !user) throw new Error(whyNoPostgres());
  const data = mkdtempSync(join(folder, 'pushspec-postgres-'));
  const asUser = asUnprivileged(data);
  // Retries, because a server that is stopping may still write.
  const remove = () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  try {
    const options = ['-U', SUPERUSER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    await promisify(execFile)(join(programs, 'initdb'), ['-D', data, ...options], asUser);
  } catch (error) {
    remove();
    throw error;
  }
  const port = await freePort();
  const all = {
    ...{ port, listen_addresses: '127.0.0.1', unix_socket_directories: '', logging_collector: 'off' },
    ...{ fsync: 'on', synchronous_commit: 'on', max_connections: 200 },
    ...settings,
  };
  const server = serverProcess(() =>
    spawn(
      join(programs, 'postgres'),
      ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] },
    ),
  );
  // Leaves no server behind if the run is interrupted.
  const abandon = () => {
    server.kill();
    remove();
  };
  process.once('exit', abandon);
  const urlFor = (role: string) => `postgres://${role}@127.0.0.1:${port}/postgres`;
  const postgres: Postgres = {
    ...{ port, url: urlFor(SUPERUSER), urlFor },
    start: () => server.start(),
    stop: (mode = 'fast') => server.end(SIGNALS[mode]),
    async restart(mode) {
      await server.end(SIGNALS[mode]);
      await server.start();
    },
    sql: (statements, role = SUPERUSER) => rowsOf(urlFor(role), statements),
    async close() {
      await server.end('SIGQUIT');
      process.off('exit', abandon);
      remove();
    },
    [Symbol.asyncDispose]() {
      return this.close();
    },
  };
  await server.start().catch(async (error: unknown) => {
    await postgres.close();
    throw error;
  });
  return postgres;
}

async function rowsOf(url: string, statements: string): Promise<readonly unknown[][]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const query = { text: statements, rowMode: 'array' as const };
    // Several statements have several results, which the types omit.
    const results: pg.QueryArrayResult | readonly pg.QueryArrayResult[] = await client.query(query);
    return [results].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** Starts and stops one process at a time. */
function serverProcess(create: () => ChildProcess) {
  let running: ChildProcess | undefined;
  async function end(signal: NodeJS.Signals) {
    const child = running;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async function start() {
    if (running) return;
    const child = create();
    running = child;
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-20_000);
    });
    child.once('exit', () => {
      running = undefined;
    });
    while (!log.includes('ready to accept connections')) {
      if (running !== child) throw new Error(`PostgreSQL did not start: ${log}`);
      await setTimeout(20);
    }
  }

  return { start, end, kill: () => running?.kill('SIGQUIT') };
}
