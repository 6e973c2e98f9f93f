import { expect, it } from 'vitest';
import { acceptedRequest, send, startServer } from './server.fixture.ts';

const statusesOf = async (url: string, count: number) => {
  const statuses = [];
  for (let sent = 0; sent < count; sent++)
    statuses.push(await send(url, acceptedRequest('guance')).then(({ status }) => status, String));
  return statuses;
};

it('fails every k-th request without limit', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 3 });
  expect(await statusesOf(server.url, 7)).toEqual([200, 200, 500, 200, 200, 500, 200]);
});

it('fails every k-th request up to the given number', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 2, times: 1 });
  expect(await statusesOf(server.url, 4)).toEqual([200, 500, 200, 200]);
});

it('applies faults in the order in which they were set', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', reason: 'internal-error' });
  server.fail({ api: 'guance', reason: 'invalid-api-key', times: 2 });
  expect(await statusesOf(server.url, 4)).toEqual([500, 403, 403, 200]);
});

it.each([
  [
    { api: 'guanse', reason: 'internal-error' },
    'unknown api "guanse": use one of blueking, cloudmonitor, cloudmonitor-rpc, guance; did you mean "guance"?',
  ],
  [{ api: 'guance', reason: 'no-such-reason' }, 'the contract of guance has no reason no-such-reason'],
  [{ api: 'guance' }, '`reason` must be a string: the code of a reason in the contract'],
  [
    { api: 'guance', status: 503 },
    'a fault of the kind reason has no option `status`: use one of `api`, `times`, `every`, `kind`, `reason`',
  ],
  [
    { api: 'guance', kind: 'slow' },
    'unknown kind "slow": use one of reason, delay, reset, truncated, garbage',
  ],
  [
    { api: 'guance', kind: 'delay', delay: 5 },
    'a fault of the kind delay has no option `delay`: did you mean `delayMs`?',
  ],
  [
    { api: 'guance', kind: 'delay', delayMs: -5 },
    '`delayMs` must be a whole number of milliseconds from 0 to 600000',
  ],
  [{ api: 'guance', kind: 'reset' }, '`when` is missing: use one of before-commit, after-commit'],
  [{ api: 'guance', kind: 'garbage', times: 0 }, '`times` must be a whole number of at least 1'],
  [{ api: 'guance', kind: 'garbage', every: 1.5 }, '`every` must be a whole number of at least 1'],
])('rejects an invalid fault: %j', async (fault, message) => {
  const server = await startServer();
  expect(() => server.fail(fault as never)).toThrow(message);
  expect(await statusesOf(server.url, 1)).toEqual([200]);
});

it('does not affect other APIs', async () => {
  const server = await startServer();
  server.fail({ api: 'blueking', reason: 'internal-error' });
  expect(await statusesOf(server.url, 1)).toEqual([200]);
});

it('delays responses by the delay and a random part of the jitter, after the commit', async () => {
  const waits: number[] = [];
  let kept = 0;
  const server = await startServer({
    random: () => 0.5,
    async sleep(ms) {
      waits.push(ms);
      kept = (await server.requests()).length;
    },
  });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 200, jitterMs: 100 });
  expect(await statusesOf(server.url, 2)).toEqual([200, 200]);
  expect(waits).toEqual([250]);
  expect(kept).toBe(1);
});

it('delays and fails the same request', async () => {
  const waits: number[] = [];
  const server = await startServer({ sleep: async (ms) => void waits.push(ms) });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 5 });
  server.fail({ api: 'guance', reason: 'internal-error' });
  expect(await statusesOf(server.url, 1)).toEqual([500]);
  expect(waits).toEqual([5]);
});

it('ends a delay when the server closes, and responds', async () => {
  const asleep = Promise.withResolvers<void>();
  const server = await startServer({
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        asleep.resolve();
      }),
  });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 60_000 });
  const statuses = statusesOf(server.url, 1);
  await asleep.promise;
  await server.close();
  expect(await statuses).toEqual([200]);
});

it('resets the connection before the commit and keeps nothing', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', kind: 'reset', when: 'before-commit' });
  expect(await statusesOf(server.url, 2)).toEqual([expect.stringMatching(/ECONNRESET|hang up/), 200]);
  expect(await server.requests()).toHaveLength(1);
});

it('resets the connection after the commit and keeps the request', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', kind: 'reset', when: 'after-commit' });
  expect(await statusesOf(server.url, 1)).toEqual([expect.stringMatching(/ECONNRESET|hang up/)]);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', status: 200 }]);
});

it('cuts off a response in the middle of its body', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', kind: 'truncated' });
  const { path, headers, body } = acceptedRequest('guance');
  const response = await fetch(server.url + path, { method: 'POST', headers, body: String(body) });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

it('responds with random bytes', async () => {
  const server = await startServer({ random: () => 0.99 });
  server.fail({ api: 'guance', kind: 'garbage' });
  const response = await send(server.url, acceptedRequest('guance'));
  expect(response.status).toBe(200);
  expect(() => JSON.parse(response.text)).toThrow();
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});
