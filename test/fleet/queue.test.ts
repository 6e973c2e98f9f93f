/** Checks a queue and one sender without faults. */
import { limits } from '@pushspec/contract/guance';
import { type FleetOutcome, openQueue, startSender } from '@pushspec/fleet';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { acceptedItems, clients, describePostgres, queueOf, withDatabase } from './fleet.fixture.ts';

describePostgres('a queue on PostgreSQL', () => {
  const database = withDatabase();
  const events = (count: number, name = 'e') =>
    Array.from({ length: count }, (_, index) => ({ name: `${name}-${index}`, content: `content ${index}` }));

  /** Starts a sender, and closes it after the test. */
  function sendFrom(queue: Awaited<ReturnType<typeof cloudmonitorQueue>>) {
    const outcomes: FleetOutcome<{ name: string }>[] = [];
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      reporter: { batch: { maxWaitMs: 10 } },
      onOutcome: (outcome) => outcomes.push(outcome as never),
    });
    onTestFinished(() => sender.close());
    return { sender, outcomes };
  }
  const cloudmonitorQueue = () => queueOf(database, { api: 'cloudmonitor' });

  it('delivers each event of a quiet run exactly once, with one unmarked outcome each', async () => {
    await database.server.reset();
    const queue = await cloudmonitorQueue();
    const { outcomes } = sendFrom(queue);
    const pushed = events(3_000, 'quiet');
    for (let from = 0; from < pushed.length; from += 30) void queue.push(pushed.slice(from, from + 30));
    await expect.poll(() => outcomes.length).toBe(pushed.length);
    // A missed settlement shows once the heartbeat of its job has expired.
    await new Promise((resolve) => setTimeout(resolve, 11_500));
    const names = (await acceptedItems(database, 'cloudmonitor')).map(({ name }) => name);
    expect(names.length).toBe(pushed.length);
    expect(new Set(names)).toEqual(new Set(pushed.map(({ name }) => name)));
    expect(outcomes.every(({ end, mayBeDuplicate }) => end === 'delivered' && !mayBeDuplicate)).toBe(true);
    expect(await queue.stats()).toMatchObject({ waiting: 0, active: 0, rejected: 0, oldestSeconds: 0 });
    const refused = (await database.server.requests({ api: 'cloudmonitor' })).filter(
      ({ status }) => status !== 200,
    );
    expect(refused).toEqual([]);
  });

  it('sends events in the order in which they were pushed', async () => {
    await database.server.reset();
    const queue = await cloudmonitorQueue();
    const pushed = events(900, 'order');
    for (const event of pushed) void queue.push(event);
    await queue.push({ name: 'order-last', content: 'c' });
    // One request at a time, so that the order of arrival shows the order of sending.
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      reporter: { batch: { maxWaitMs: 10 }, concurrency: 1 },
    });
    onTestFinished(() => sender.close());
    await expect.poll(async () => (await acceptedItems(database, 'cloudmonitor')).length).toBe(901);
    const names = (await acceptedItems(database, 'cloudmonitor')).map(({ name }) => name);
    expect(names).toEqual([...pushed.map(({ name }) => name), 'order-last']);
  });

  it('preserves characters that the JSON of PostgreSQL cannot store', async () => {
    await database.server.reset();
    const queue = await cloudmonitorQueue();
    const content = 'null \u0000, half of a pair \ud800, 云监控, "quotes" and \\u0000 as text';
    await queue.push([{ name: 'odd', content }, ...events(5, 'even')]);
    const { outcomes } = sendFrom(queue);
    await expect.poll(() => outcomes.length).toBe(6);
    const sent = outcomes.map(({ event }) => event).find(({ name }) => name === 'odd');
    expect(sent).toEqual({ name: 'odd', content });
    const verdicts = await database.server.requests({ api: 'cloudmonitor' });
    const bodies = await Promise.all(verdicts.map(async ({ request }) => request.body));
    expect(bodies.join()).toContain(JSON.stringify(content));
  });

  it('commits events together with rows of the caller', async () => {
    const queue = await cloudmonitorQueue();
    const client = new pg.Client(database.postgres.url);
    await client.connect();
    onTestFinished(() => client.end());
    await client.query('CREATE TABLE IF NOT EXISTS deploys (version text)');
    await client.query('BEGIN');
    await client.query("INSERT INTO deploys VALUES ('1.4')");
    await queue.push({ name: 'deploy', content: '1.4' }, { transaction: client });
    expect(await queue.stats()).toMatchObject({ waiting: 0 });
    await client.query('COMMIT');
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
    await client.query('BEGIN');
    await queue.push(events(7), { transaction: client });
    await client.query('ROLLBACK');
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
  });

  it('refuses only the invalid event and stores the others', async () => {
    const queue = await cloudmonitorQueue();
    const bad = { name: 'bad', content: { usage: 97 } } as never;
    await expect(queue.push(bad)).rejects.toMatchObject({
      stored: 0,
      refused: [{ reason: 'content-not-string' }],
    });
    const refused = [{ index: 1, reason: 'content-not-string', pointer: '/content' }];
    await expect(queue.push([...events(1), bad, ...events(2)])).rejects.toMatchObject({ stored: 3, refused });
    expect(await queue.stats()).toMatchObject({ waiting: 3 });
  });

  it('keeps an event that the vendor refuses as a dead letter, and sends it again on request', async () => {
    const account = '死信:1';
    // Not validated here, so that the service refuses it.
    const queue = await queueOf(database, { api: 'cloudmonitor', account, validate: false });
    const { outcomes } = sendFrom(queue);
    const bad = { name: 'bad', content: 7 };
    await queue.push([...events(3), bad as never]);
    await expect.poll(() => outcomes.length).toBe(4);
    const [dead, ...more] = await queue.deadLetters();
    expect(more).toEqual([]);
    expect(dead).toMatchObject({ event: bad, reason: { end: 'rejected', code: 'content-not-string' } });
    expect(await queue.stats()).toMatchObject({ waiting: 0, active: 0, rejected: 1 });
    expect(await queue.retry([dead?.id ?? ''])).toBe(1);
    await expect.poll(() => outcomes.length).toBe(5);
    expect(await queue.deadLetters()).toHaveLength(1);
    expect(await queue.retry(['01a22fa0-110a-753e-b5f7-356e7ac4bc81'])).toBe(0);
  });

  it('gives each event of a job with several events an outcome', async () => {
    await database.server.reset();
    const queue = await queueOf(database, { api: 'blueking', kind: 'metric', validate: false });
    const ends: string[] = [];
    const sender = startSender((fetch) => clients.blueking(database, { fetch }), queue, {
      reporter: { batch: { maxWaitMs: 10 } },
      onOutcome: ({ end, event }) => ends.push(`${end} ${event.target}`),
    });
    onTestFinished(() => sender.close());
    const points = Array.from({ length: 1_200 }, (_, index) => ({
      target: `t${index}`,
      metrics: { load: index },
    }));
    points[600] = { target: 't600', metrics: { 'not-a-name': 1 } } as never;
    await queue.push(points);
    await expect.poll(() => ends.length).toBe(1_200);
    expect(ends.filter((end) => end.startsWith('delivered'))).toHaveLength(1_199);
    expect(ends).toContain('rejected t600');
    expect(await queue.stats()).toMatchObject({ waiting: 0, active: 0, rejected: 1 });
  });

  it('sends events of Guance in order, within the limits of the key', async () => {
    await database.server.reset();
    const queue = await queueOf(database, { api: 'guance' });
    const titles = Array.from({ length: 12 }, (_, index) => `alert ${index}`);
    await queue.push(
      titles.map((title) => ({ status: 'error' as const, title, dimension_tags: { host: 'a' } })),
    );
    const sender = startSender((fetch) => clients.guance(database, { fetch }), queue, {
      reporter: { batch: { maxWaitMs: 0 } },
    });
    onTestFinished(() => sender.close());
    await expect.poll(async () => (await database.server.requests({ api: 'guance' })).length).toBe(12);
    const verdicts = await database.server.requests({ api: 'guance' });
    const bodies = await Promise.all(verdicts.map(async ({ request }) => JSON.parse(request.body)));
    expect(bodies.map(({ event }) => event.title)).toEqual(titles);
  });

  it('continues from the request times of the sender that handed over, in a window of 60 seconds', async () => {
    await database.server.reset();
    const queue = await queueOf(database, { api: 'guance' });
    const push = (count: number) =>
      queue.push(
        Array.from({ length: count }, (_, index) => ({ status: 'error' as const, title: `t${index}` })),
      );
    const reasons: string[] = [];
    const start = () => {
      const sender = startSender((fetch) => clients.guance(database, { fetch }), queue, {
        reporter: { batch: { maxWaitMs: 0 } },
        onLeadership: ({ reason }) => reasons.push(reason),
      });
      onTestFinished(() => sender.close());
      return sender;
    };
    const requests = async () => (await database.server.requests({ api: 'guance' })).length;
    const { requests: most } = limits.pushEvent.rateLimits.toSorted(
      (one, other) => one.requests - other.requests,
    )[0] ?? { requests: 0 };
    const first = start();
    await push(most - 5);
    await expect.poll(requests).toBe(most - 5);
    await first.close();
    await push(most);
    start();
    await expect.poll(requests).toBe(most);
    // The others wait for the window.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await requests()).toBe(most);
    const verdicts = await database.server.requests({ api: 'guance' });
    expect(verdicts.filter(({ status }) => status !== 200)).toEqual([]);
    expect(reasons).toEqual(['first', 'closed', 'handover']);
    expect(await queue.stats()).toMatchObject({ epoch: 1 });
  });

  it('leaves a job of another version in the queue, and reports it', async () => {
    const queue = await queueOf(database, { api: 'cloudmonitor', account: 'versions' });
    await queue.push(events(2, 'versions'));
    await database.postgres.sql(`UPDATE pushspec.job_common SET data = '{"v":2}'
      WHERE name = 'events/cloudmonitor/versions' AND data->>'events' LIKE '%versions-0%'`);
    const errors: string[] = [];
    const outcomes: string[] = [];
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      reporter: { batch: { maxWaitMs: 0 } },
      onOutcome: ({ end, event }) => outcomes.push(`${end} ${event.name}`),
      onError: (error) => errors.push('code' in error ? String(error.code) : error.message),
    });
    onTestFinished(() => sender.close());
    await expect.poll(() => outcomes).toEqual(['delivered versions-1']);
    expect(errors).toEqual(['unknown-job']);
    expect((await queue.stats()).active).toBe(1);
  });

  it('passes outcomes to the hook as plain objects', async () => {
    const queue = await cloudmonitorQueue();
    const { outcomes } = sendFrom(queue);
    await queue.push({ name: 'plain', content: 'c' });
    await expect.poll(() => outcomes.length).toBe(1);
    expect(JSON.parse(JSON.stringify(outcomes[0]))).toEqual({
      end: 'delivered',
      event: { name: 'plain', content: 'c' },
      attempts: 1,
      mayBeDuplicate: false,
      jobId: expect.any(String),
    });
  });

  it('stops a sender whose client does not use the given fetch', async () => {
    const queue = await cloudmonitorQueue();
    await queue.push(events(3));
    const errors: string[] = [];
    const sender = startSender(() => clients.cloudmonitor(database, { fetch: globalThis.fetch }), queue, {
      reporter: { batch: { maxWaitMs: 0 } },
      onError: (error) => errors.push(error.message),
    });
    onTestFinished(() => sender.close());
    await expect.poll(() => errors.join()).toContain("did not use the sender's `fetch`");
    expect(sender.isLeader).toBe(false);
  });

  it('refuses a client of another API', async () => {
    const queue = await cloudmonitorQueue();
    expect(() => startSender((fetch) => clients.blueking(database, { fetch }) as never, queue)).toThrow(
      'the client is for blueking, but the queue is for cloudmonitor',
    );
  });

  it('reports the leader', async () => {
    const queue = await cloudmonitorQueue();
    expect(await queue.stats()).toMatchObject({ leader: undefined, epoch: undefined });
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      name: 'courier-1',
    });
    await expect.poll(() => sender.isLeader).toBe(true);
    expect(await queue.stats()).toMatchObject({ leader: 'courier-1', epoch: 0 });
    await sender.close();
    expect(await queue.stats()).toMatchObject({ leader: undefined });
  });

  it('refuses a push after close', async () => {
    const queue = await openQueue({
      postgres: database.postgres.url,
      api: 'cloudmonitor',
      account: 'closed',
    });
    const last = queue.push(events(3));
    await queue.close();
    await last;
    await expect(queue.push(events(1))).rejects.toMatchObject({ code: 'closed' });
  });
});
