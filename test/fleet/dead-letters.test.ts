/** Dead letters: what the vendor refuses, and sending it again. */
import { startSender } from '@pushspec/fleet';
import { expect, it, onTestFinished } from 'vitest';
import { clients, describePostgres, queueOf, withDatabase } from './fleet.fixture.ts';

describePostgres('dead letters', () => {
  const database = withDatabase();
  const cloudmonitorQueue = () => queueOf(database, { api: 'cloudmonitor', validate: false });
  type Queue = Awaited<ReturnType<typeof cloudmonitorQueue>>;

  /** Starts a sender whose service refuses all events whose name is `bad`, with this message. */
  function senderFor(queue: Queue, msg: string) {
    const errors: string[] = [];
    const ends: string[] = [];
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      // No rate limit: thousands of refusals would take minutes.
      reporter: { pace: false, batch: { maxItems: 1, maxWaitMs: 10 } },
      fetch: async (_url, { body }) => {
        const isRefused = JSON.stringify(JSON.parse(new TextDecoder().decode(body))).includes('"bad"');
        return Response.json(isRefused ? { code: '400', msg } : { code: '200', msg: '' }, {
          status: isRefused ? 400 : 200,
        });
      },
      onOutcome: ({ end, event }) => void ends.push(`${end} ${(event as { name: string }).name}`),
      onError: ({ message }) => void errors.push(message),
    });
    onTestFinished(() => sender.close());
    return { ends, errors };
  }

  it.each(['bad \0 char', 'half \ud800', 'half \udc00\0', '"quoted" \\u0000 \\'])(
    'keeps an event that the vendor refused with the message %j',
    async (msg) => {
      const queue = await cloudmonitorQueue();
      const { ends, errors } = senderFor(queue, msg);
      await queue.push([
        { name: 'bad', content: 'c' },
        { name: 'good', content: 'c' },
      ]);
      await expect.poll(() => [...ends].sort()).toEqual(['delivered good', 'rejected bad']);
      const [dead] = await queue.deadLetters();
      expect(dead).toMatchObject({ event: { name: 'bad' }, reason: { end: 'rejected' } });
      expect(await queue.stats()).toMatchObject({ waiting: 0, active: 0, rejected: 1 });
      expect(errors).toEqual([]);
    },
  );

  /** Makes dead letters without a sender for each. */
  async function deadLetters(queue: Queue, count: number) {
    const { ends } = senderFor(queue, 'refused');
    await queue.push(Array.from({ length: count }, () => ({ name: 'bad', content: 'c' })));
    await expect.poll(() => ends.length).toBe(count);
    return (await queue.deadLetters({ limit: 100_000 })).map(({ id }) => id);
  }

  it('retries more dead letters than fit into one page, each of them once', async () => {
    const queue = await cloudmonitorQueue();
    const ids = await deadLetters(queue, 1_100);
    const [kept, ...others] = ids;
    expect(await queue.retry([...others, ...others])).toBe(1_099);
    expect(await queue.deadLetters({ limit: 1 })).toMatchObject([{ id: kept }]);
    expect(await queue.retry(others)).toBe(0);
  });

  it('lets one of two concurrent calls retry the same dead letters', async () => {
    const queue = await cloudmonitorQueue();
    const other = await queueOf(database, { ...queue, validate: false });
    const ids = await deadLetters(queue, 60);
    const results = await Promise.allSettled([queue.retry(ids), other.retry(ids)]);
    const moved = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['an id that is none', (queue: Queue) => queue.retry(['nope']), '`ids` must be a list of ids'],
    [
      'a string instead of a list',
      (queue: Queue) => queue.retry('01a22fa0-110a-753e-b5f7-356e7ac4bc81' as never),
      '`ids` must be a list of ids',
    ],
    ['a limit of 0', (queue: Queue) => queue.deadLetters({ limit: 0 }), '`limit` must be an integer from 1'],
    [
      'a position that is gone',
      (queue: Queue) => queue.deadLetters({ after: '01a22fa0-110a-753e-b5f7-356e7ac4bc81' }),
      'list from the start',
    ],
    ['a position that is no id', (queue: Queue) => queue.deadLetters({ after: 'x' }), 'list from the start'],
  ])('refuses %s', async (_, call, problem) => {
    const queue = await cloudmonitorQueue();
    const error = await call(queue).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(problem);
  });
});
