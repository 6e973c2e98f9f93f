import { expect, it } from 'vitest';
import { acceptedRequest, send, startServer } from './server.fixture.ts';

const answers = async (url: string, count: number) => {
  const statuses = [];
  for (let sent = 0; sent < count; sent++)
    statuses.push(await send(url, acceptedRequest('guance')).then(({ status }) => status, String));
  return statuses;
};

it('fails each k-th request without end', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', reason: 'internal-error', every: 3 });
  expect(await answers(server.url, 7)).toEqual([200, 200, 500, 200, 200, 500, 200]);
});

it('fails each k-th request until it has failed as often as it should', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', reason: 'internal-error', every: 2, times: 1 });
  expect(await answers(server.url, 4)).toEqual([200, 500, 200, 200]);
});

it('takes one fault after the other', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', reason: 'internal-error' });
  server.fail({ vendor: 'guance', reason: 'invalid-api-key', times: 2 });
  expect(await answers(server.url, 4)).toEqual([500, 403, 403, 200]);
});

it.each([
  [
    { vendor: 'guanse', reason: 'internal-error' },
    'there is no vendor "guanse": vendor is one of blueking, cloudmonitor, guance; did you mean "guance"?',
  ],
  [{ vendor: 'guance', reason: 'no-such-reason' }, 'the contract of guance has no reason no-such-reason'],
  [{ vendor: 'guance' }, '`reason` must be a string: the code of a reason in the contract'],
  [
    { vendor: 'guance', status: 503 },
    'a fault of the kind reason has no option `status`: use one of `vendor`, `times`, `every`, `kind`, `reason`',
  ],
  [
    { vendor: 'guance', kind: 'slow' },
    'there is no kind "slow": kind is one of reason, delay, reset, truncated, garbage',
  ],
  [
    { vendor: 'guance', kind: 'delay', delay: 5 },
    'a fault of the kind delay has no option `delay`: did you mean `delayMs`?',
  ],
  [
    { vendor: 'guance', kind: 'delay', delayMs: -5 },
    '`delayMs` must be a whole number of milliseconds from 0 to 600000',
  ],
  [{ vendor: 'guance', kind: 'reset' }, '`when` is missing: use one of before-commit, after-commit'],
  [{ vendor: 'guance', kind: 'garbage', times: 0 }, 'times must be a whole number of at least 1'],
  [{ vendor: 'guance', kind: 'garbage', every: 1.5 }, 'every must be a whole number of at least 1'],
])('refuses what is no fault: %j', async (fault, message) => {
  const server = await startServer();
  expect(() => server.fail(fault as never)).toThrow(message);
  expect(await answers(server.url, 1)).toEqual([200]);
});

it('leaves the other vendors alone', async () => {
  const server = await startServer();
  server.fail({ vendor: 'blueking', reason: 'internal-error' });
  expect(await answers(server.url, 1)).toEqual([200]);
});

it('delays answers by what is asked and a random part of the jitter, after they are committed', async () => {
  const waits: number[] = [];
  let kept = 0;
  const server = await startServer({
    random: () => 0.5,
    async sleep(ms) {
      waits.push(ms);
      kept = (await server.requests()).length;
    },
  });
  server.fail({ vendor: 'guance', kind: 'delay', delayMs: 200, jitterMs: 100 });
  expect(await answers(server.url, 2)).toEqual([200, 200]);
  expect(waits).toEqual([250]);
  expect(kept).toBe(1);
});

it('delays and fails the same request', async () => {
  const waits: number[] = [];
  const server = await startServer({ sleep: async (ms) => void waits.push(ms) });
  server.fail({ vendor: 'guance', kind: 'delay', delayMs: 5 });
  server.fail({ vendor: 'guance', reason: 'internal-error' });
  expect(await answers(server.url, 1)).toEqual([500]);
  expect(waits).toEqual([5]);
});

it('ends a delay when the server closes, and answers', async () => {
  const asleep = Promise.withResolvers<void>();
  const server = await startServer({
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        asleep.resolve();
      }),
  });
  server.fail({ vendor: 'guance', kind: 'delay', delayMs: 60_000 });
  const answer = answers(server.url, 1);
  await asleep.promise;
  await server.close();
  expect(await answer).toEqual([200]);
});

it('resets the connection before the commit: nothing is kept', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', kind: 'reset', when: 'before-commit' });
  expect(await answers(server.url, 2)).toEqual([expect.stringMatching(/ECONNRESET|hang up/), 200]);
  expect(await server.requests()).toHaveLength(1);
});

it('resets the connection after the commit: the request is kept', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', kind: 'reset', when: 'after-commit' });
  expect(await answers(server.url, 1)).toEqual([expect.stringMatching(/ECONNRESET|hang up/)]);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', status: 200 }]);
});

it('cuts an answer in the middle of its body', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', kind: 'truncated' });
  const { path, headers, body } = acceptedRequest('guance');
  const response = await fetch(server.url + path, { method: 'POST', headers, body: String(body) });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

it('answers with bytes that mean nothing', async () => {
  const server = await startServer({ random: () => 0.99 });
  server.fail({ vendor: 'guance', kind: 'garbage' });
  const answer = await send(server.url, acceptedRequest('guance'));
  expect(answer.status).toBe(200);
  expect(() => JSON.parse(answer.text)).toThrow();
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});
