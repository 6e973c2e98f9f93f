/** A restart of PostgreSQL while events are pushed and sent. */
import { createReporter } from '@pushspec/client/reporter';
import { createBridge, type FleetOutcome, startSender } from '@pushspec/fleet';
import { expect, it, onTestFinished } from 'vitest';
import { acceptedItems, clients, describePostgres, queueOf, withDatabase } from './fleet.fixture.ts';

describePostgres('a restart of PostgreSQL', () => {
  const database = withDatabase();

  it.each(['fast', 'immediate'] as const)('loses nothing and keeps the leader: %s', async (mode) => {
    await database.server.reset();
    const queue = await queueOf(database, { api: 'cloudmonitor' });
    const outcomes: FleetOutcome<{ name: string }>[] = [];
    const leaderships: string[] = [];
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      reporter: { batch: { maxItems: 20, maxWaitMs: 10 } },
      onOutcome: (outcome) => outcomes.push(outcome as never),
      onLeadership: ({ reason }) => leaderships.push(reason),
      onError: () => {},
    });
    onTestFinished(() => sender.close());
    const pushes: Promise<void>[] = [];
    const pushed: string[] = [];
    const push = (count: number) => {
      const names = Array.from({ length: count }, () => `${mode}-${pushed.length}-${Math.random()}`);
      pushed.push(...names);
      pushes.push(queue.push(names.map((name) => ({ name, content: 'c' }))));
    };
    push(200);
    await expect.poll(() => outcomes.length).toBeGreaterThan(50);
    await database.postgres.stop(mode);
    for (let index = 0; index < 20; index++) push(10);
    await database.postgres.start();
    push(50);
    await Promise.all(pushes);
    await expect.poll(() => new Set(outcomes.map(({ event }) => event.name)).size).toBe(pushed.length);
    const arrived = (await acceptedItems(database, 'cloudmonitor')).map(({ name }) => name);
    expect(new Set(arrived)).toEqual(new Set(pushed));
    const repeated = arrived.filter((name, index) => arrived.indexOf(name) !== index);
    const marked = new Set(
      outcomes.filter(({ mayBeDuplicate }) => mayBeDuplicate).map(({ event }) => event.name),
    );
    expect(repeated.filter((name) => !marked.has(String(name)))).toEqual([]);
    expect(leaderships).toEqual(['first']);
  });

  it('rejects a push immediately with `waitMs: 0`', async () => {
    const queue = await queueOf(database, { api: 'cloudmonitor', waitMs: 0 });
    await database.postgres.stop('fast');
    const push = queue.push({ name: 'n', content: 'c' });
    await expect(push).rejects.toMatchObject({ code: 'database-unavailable', retryable: true });
    await database.postgres.start();
    await expect
      .poll(() =>
        queue.push({ name: 'n', content: 'c' }).then(
          () => 'stored',
          () => 'refused',
        ),
      )
      .toBe('stored');
  });
});

describePostgres('a bridge', () => {
  const database = withDatabase();

  it('holds events of a reporter while PostgreSQL is down, even at the start', async () => {
    const account = '桥';
    const queue = await queueOf(database, { api: 'cloudmonitor', account });
    await database.postgres.stop('fast');
    const client = clients.cloudmonitor(database, { fetch: undefined });
    const bridge = createBridge(client, { postgres: database.postgres.url, account });
    onTestFinished(() => bridge.close());
    const reporter = createReporter(bridge.client, {
      batch: { maxWaitMs: 10 },
      retry: { baseMs: 50, maxMs: 200 },
    });
    for (let index = 0; index < 700; index++) reporter.push({ name: `bridged-${index}`, content: 'c' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(reporter.ledger()).toMatchObject({ delivered: 0, pending: 700 });
    await database.postgres.start();
    expect(await reporter.close()).toMatchObject({ delivered: 700 });
    await expect.poll(async () => (await queue.stats()).waiting).toBe(700);
    expect(await database.server.requests()).toEqual([]);
  });
});
