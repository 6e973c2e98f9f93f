/** The errors for a wrong database or a wrong option. */
import { type FleetError, openQueue } from '@pushspec/fleet';
import { grantsSql, migrate } from '@pushspec/fleet/setup';
import { expect, it } from 'vitest';
import { freePort } from '../samples/free-port.ts';
import { describePostgres, withDatabase } from './fleet.fixture.ts';

const failureOf = (promise: Promise<unknown>): Promise<FleetError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  );

describePostgres('errors of openQueue() and migrate()', () => {
  const database = withDatabase();
  const open = (options: { postgres?: string; schema?: string; account?: string }) =>
    openQueue({ postgres: database.postgres.url, api: 'cloudmonitor', account: 'a', ...options });

  it('names the address of a database that is down', async () => {
    const port = await freePort();
    const { code, message } = await failureOf(
      open({ postgres: `postgres://app:s3cret@127.0.0.1:${port}/db` }),
    );
    expect(code).toBe('database-unavailable');
    expect(message).toContain(`127.0.0.1:${port}/db`);
    expect(message).toContain('Check that it is running, and check the option `postgres`');
    expect(message).not.toContain('s3cret');
  });

  it('names the schema without tables, and the command that creates them', async () => {
    const { code, message } = await failureOf(open({ schema: 'nothing_here' }));
    expect(code).toBe('schema-missing');
    expect(message).toContain('`pushspec fleet migrate --postgres URL --schema nothing_here`');
  });

  it('never creates or migrates tables', async () => {
    await failureOf(open({ schema: 'nothing_here' }));
    expect(await database.postgres.sql("SELECT 1 FROM pg_namespace WHERE nspname = 'nothing_here'")).toEqual(
      [],
    );
  });

  it('names both steps for tables of another version', async () => {
    await migrate({ postgres: database.postgres.url, schema: 'older' });
    await database.postgres.sql('UPDATE older.version SET version = version - 1');
    const { code, message } = await failureOf(open({ schema: 'older' }));
    expect(code).toBe('schema-version');
    expect(message).toContain('`pushspec fleet migrate --postgres URL --schema older`');
  });

  it('names the table that a role cannot use, and the command that prints the grants', async () => {
    await database.postgres.sql('CREATE ROLE visitor LOGIN; GRANT USAGE ON SCHEMA pushspec TO visitor;');
    const { code, message } = await failureOf(open({ postgres: database.postgres.urlFor('visitor') }));
    expect(code).toBe('permission-denied');
    expect(message).toMatch(/permission denied for table version.*`pushspec fleet grants --schema pushspec`/);
  });

  it('tells a producer how to create the queues of an account', async () => {
    await database.postgres.sql(`${grantsSql()} CREATE ROLE app LOGIN; GRANT pushspec_producer TO app;`);
    const app = database.postgres.urlFor('app');
    const { code, message } = await failureOf(open({ postgres: app, account: '新账号' }));
    expect(code).toBe('queue-missing');
    expect(message).toContain('`account` (新账号)');
    expect(message).toContain('pushspec fleet migrate');
    const accounts = [{ api: 'cloudmonitor', account: '新账号' }] as const;
    await migrate({ postgres: database.postgres.url, accounts });
    await (await open({ postgres: app, account: '新账号' })).close();
  });

  it('names the database that does not exist', async () => {
    const { code, message } = await failureOf(open({ postgres: `${database.postgres.url}2` }));
    expect(code).toBe('login-refused');
    expect(message).toContain('database "postgres2" does not exist');
  });

  it('names the encoding of a database that cannot store every event', async () => {
    await database.postgres.sql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    const postgres = new URL(database.postgres.url);
    postgres.pathname = '/latin';
    const { code, message } = await failureOf(migrate({ postgres: postgres.href }));
    expect(code).toBe('database-encoding');
    expect(message).toContain(
      'has the encoding LATIN1, which cannot store every event: create one with `CREATE',
    );
  });

  it('names the next step if a role is not allowed to migrate', async () => {
    await database.postgres.sql('CREATE ROLE guest LOGIN');
    const postgres = database.postgres.urlFor('guest');
    const { code, message } = await failureOf(migrate({ postgres, schema: 'brandnew' }));
    expect(code).toBe('permission-denied');
    expect(message).toContain('Migrate with the role that owns the schema');
  });

  it('refuses to migrate tables that are newer than the installed pg-boss', async () => {
    await migrate({ postgres: database.postgres.url, schema: 'newer' });
    await database.postgres.sql('UPDATE newer.version SET version = version + 1');
    const { code } = await failureOf(migrate({ postgres: database.postgres.url, schema: 'newer' }));
    expect(code).toBe('schema-version');
  });

  it('reports the versions of a migration, and has no effect the second time', async () => {
    const options = { postgres: database.postgres.url, schema: 'fresh' };
    const { before, after } = await migrate(options);
    expect(before).toBeNull();
    expect(after).toBeGreaterThan(0);
    expect(await migrate(options)).toEqual({ before: after, after });
  });

  it.each([
    [{ postgres: '' }, '`postgres` must be a connection string'],
    [{ postgres: 'postgres://app:12/s3cret@127.0.0.1:5432/db' }, 'percent-encode the special characters'],
    [{ postgres: 'postgres://app:12?s3cret@127.0.0.1:5432/db' }, 'percent-encode the special characters'],
    [{ postgres: 'postgres://app:12#s3cret@127.0.0.1:5432/db' }, 'percent-encode the special characters'],
    [{ postgres: 'postgres://app@127.0.0.1:99999/db' }, 'check the port'],
    [{ schema: 'With Space' }, '`schema` must be a name'],
    [{ account: '' }, '`account` must be a non-empty string'],
  ])('refuses the options %j', async (options, problem) => {
    await expect(open(options)).rejects.toThrow(problem);
  });
});
