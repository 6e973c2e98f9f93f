/** The privileges of the two roles that `pushspec fleet grants` prints. */
import { openQueue, startSender } from '@pushspec/fleet';
import { grantsSql, migrate } from '@pushspec/fleet/setup';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { clients, describePostgres, withDatabase } from './fleet.fixture.ts';

describePostgres('the roles of a fleet', () => {
  const database = withDatabase();
  const account = 'roles';
  beforeAll(async () => {
    await migrate({ postgres: database.postgres.url, accounts: [{ api: 'cloudmonitor', account }] });
    await database.postgres.sql(`${grantsSql({ producer: 'inserts', sender: 'sends' })}
      CREATE ROLE app LOGIN; GRANT inserts TO app;
      CREATE ROLE courier LOGIN; GRANT sends TO courier;`);
  });
  const openAs = async (role: string) => {
    const queue = await openQueue({ postgres: database.postgres.urlFor(role), api: 'cloudmonitor', account });
    onTestFinished(() => queue.close());
    return queue;
  };
  const refused = (role: string, sql: string) =>
    expect(database.postgres.sql(sql, role)).rejects.toThrow('permission denied');

  it('the statements can be run twice', async () => {
    await database.postgres.sql(grantsSql({ producer: 'inserts', sender: 'sends' }));
  });

  it('a producer stores events, and a sender delivers them', async () => {
    const queue = await openAs('app');
    await queue.push([{ name: 'from-app', content: 'secret payload' }]);
    const outcomes: string[] = [];
    const courier = await openAs('courier');
    expect(await courier.stats()).toMatchObject({ waiting: 1 });
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), courier, {
      reporter: { batch: { maxWaitMs: 0 } },
      onOutcome: ({ end, event }) => outcomes.push(`${end} ${event.name}`),
    });
    onTestFinished(() => sender.close());
    await expect.poll(() => outcomes).toEqual(['delivered from-app']);
    expect(await courier.deadLetters()).toEqual([]);
  });

  it.each(['job', 'job_common'])('a producer cannot read, change or delete the table %s', async (table) => {
    await (await openAs('app')).push({ name: 'n', content: 'c' });
    await refused('app', `SELECT data FROM pushspec.${table}`);
    await refused('app', `UPDATE pushspec.${table} SET data = NULL`);
    await refused('app', `DELETE FROM pushspec.${table}`);
    await refused('app', `TRUNCATE pushspec.${table}`);
  });

  it('a producer that asks for statistics gets `permission-denied`', async () => {
    const queue = await openAs('app');
    for (const read of [queue.stats, queue.deadLetters]) {
      const error = (await read().catch((reason: unknown) => reason)) as Error;
      expect(error).toMatchObject({ code: 'permission-denied' });
      expect(error.message).toContain('needs the privileges of a sender');
    }
  });

  it('neither role can change tables', async () => {
    for (const role of ['app', 'courier']) {
      await refused(role, 'CREATE TABLE pushspec.mine (a int)');
      await expect(
        database.postgres.sql('ALTER TABLE pushspec.job_common ADD COLUMN mine int', role),
      ).rejects.toThrow('must be owner');
    }
  });
});
