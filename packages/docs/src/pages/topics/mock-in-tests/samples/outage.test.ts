import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter } from '@pushspec/client/reporter';
import { createServer } from '@pushspec/server';
import { afterAll, afterEach, expect, it } from 'vitest';

const server = await createServer();
afterEach(() => server.reset());
afterAll(() => server.close());

const address = { secret: 'secret_dev', subUri: 'datakit/push', baseUrl: 'http://localhost' };
const client = createGuanceClient({ ...address, fetch: server.fetch });

it('survives an outage of two requests', async () => {
  server.fail({ api: 'guance', reason: 'internal-error', times: 2 });
  const reporter = createReporter(client, { retry: { baseMs: 1 } });
  reporter.push({ status: 'error', title: 'disk full' });
  expect(await reporter.close()).toMatchObject({ delivered: 1, dropped: 0 });
  expect((await server.requests()).map(({ status }) => status)).toEqual([500, 500, 200]);
});

it('is throttled by a limit of one request per minute', async () => {
  const limit = { requests: 1, windowSeconds: 60, scope: 'workspace', algorithm: 'fixed' };
  await server.configure('guance', { rateLimits: [{ ...limit, reason: 'rate-limited-workspace' }] });
  server.clock.freeze();
  await client.send({ status: 'ok' });
  await expect(client.send({ status: 'ok' })).rejects.toMatchObject({ reason: 'rate-limited-workspace' });
  server.clock.advance(60_000);
  await client.send({ status: 'ok' });
});

it('loses the response after the event was kept', async () => {
  server.fail({ api: 'guance', kind: 'reset', when: 'after-commit' });
  await expect(client.send({ status: 'ok' })).rejects.toMatchObject({ mayHaveArrived: true });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('gives up on a slow response', async () => {
  server.fail({ api: 'guance', kind: 'delay', delayMs: 60_000 });
  const hasty = createGuanceClient({ ...address, fetch: server.fetch, timeoutMs: 50 });
  await expect(hasty.send({ status: 'ok' })).rejects.toMatchObject({ mayHaveArrived: true });
});
