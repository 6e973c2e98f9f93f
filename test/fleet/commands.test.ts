/** `pushspec fleet` on a real database. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openQueue } from '@pushspec/fleet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePostgres } from './fleet.fixture.ts';
import { type Postgres, startPostgres } from './postgres.fixture.ts';

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

/** Runs a command to completion, and rejects if it fails. */
const pushspecFleet = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [bin, 'fleet', ...args], { env: { PATH: process.env.PATH, ...env } });

describePostgres('pushspec fleet', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.close());

  it('creates the tables and the queues of accounts, and has no effect the second time', async () => {
    const accounts = ['--api', 'cloudmonitor', '--account', '云监控:1', 'b'];
    const { stdout } = await pushspecFleet(['migrate', '--postgres', postgres.url, ...accounts, '--json']);
    const { before, after, accounts: created } = JSON.parse(stdout);
    expect({ before, created }).toEqual({ before: null, created: ['云监控:1', 'b'] });
    const again = await pushspecFleet(['migrate'], { DATABASE_URL: postgres.url });
    expect(again.stderr).toBe(`the tables are already at version ${after}\n`);
    await (await openQueue({ postgres: postgres.url, api: 'cloudmonitor', account: '云监控:1' })).close();
  });

  it('prints grants that a database accepts', async () => {
    const { stdout } = await pushspecFleet(['grants', '--producer', 'app_writes', '--sender', 'app_sends']);
    await postgres.sql(stdout);
    const roles = await postgres.sql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'app_%' ORDER BY 1");
    expect(roles).toEqual([['app_sends'], ['app_writes']]);
  });

  it('prints tables that a database accepts, for an administrator who creates them by hand', async () => {
    const { stdout } = await pushspecFleet(['print-sql', '--schema', 'by_hand']);
    await postgres.sql(stdout);
    const queue = await openQueue({
      postgres: postgres.url,
      schema: 'by_hand',
      api: 'cloudmonitor',
      account: 'a',
    });
    await queue.push({ name: 'n', content: 'c' });
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
    await queue.close();
  });
});
