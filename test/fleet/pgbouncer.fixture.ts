/** Starts PgBouncer in transaction mode, in which each transaction may get another connection to PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../samples/free-port.ts';
import { asUnprivileged, type Postgres, whyNoPostgres } from './postgres.fixture.ts';

export interface PgBouncer {
  /** Connection string of the superuser, through PgBouncer. */
  readonly url: string;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const program = folders.map((folder) => join(folder, 'pgbouncer')).find(existsSync);

/** Returns why tests cannot start PgBouncer on this machine, or `undefined` if they can. */
export const whyNoPgBouncer = (): string | undefined =>
  whyNoPostgres() ?? (program === undefined ? 'PgBouncer is not installed' : undefined);

/** Fewer connections than the clients of a test open, so that they share them. */
const POOL_SIZE = 3;

/** @throws Error with its log if it does not start */
export async function startPgBouncer(postgres: Postgres): Promise<PgBouncer> {
  if (program === undefined) throw new Error(whyNoPgBouncer());
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-pgbouncer-'));
  const url = new URL(postgres.url);
  const file = join(folder, 'pgbouncer.ini');
  const settings = {
    ...{ listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '' },
    ...{ auth_type: 'any', pool_mode: 'transaction', default_pool_size: POOL_SIZE, max_client_conn: 200 },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const database = `${url.pathname.slice(1)} = host=${url.hostname} port=${url.port} user=${url.username}`;
  writeFileSync(file, ['[databases]', database, '[pgbouncer]', ...lines, ''].join('\n'));
  const child = spawn(program, [file], { ...asUnprivileged(folder), stdio: ['ignore', 'ignore', 'pipe'] });
  const abandon = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  await listening(child);
  url.port = String(port);
  return {
    url: url.href,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.off('exit', abandon);
      abandon();
      await ended;
    },
  };
}

/** Resolves when it accepts connections. */
function listening({ stderr }: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('process up')) resolve();
    });
    stderr?.once('close', () => reject(new Error(`PgBouncer did not start: ${log}`)));
  });
}
