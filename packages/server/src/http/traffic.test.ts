import { expect, it } from 'vitest';
import { acceptedRequest, send, sendRaw, startServer } from '../server.fixture.ts';

it('responds with 503 to too many requests at once, and recovers', async () => {
  const asleep = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  const server = await startServer({
    limits: { maxRequestsInFlight: 1 },
    sleep: () => {
      asleep.resolve();
      return awake.promise;
    },
  });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 1 });
  const slow = send(server.url, acceptedRequest('guance'));
  await asleep.promise;
  const refused = await send(server.url, acceptedRequest('blueking'));
  expect(refused).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '1' } });
  expect(refused.text).toContain('pushspec: 1 requests are already in flight');
  awake.resolve();
  expect((await slow).status).toBe(200);
  expect((await send(server.url, acceptedRequest('blueking'))).status).toBe(200);
});

it('closes connections over the limit', async () => {
  const { url } = await startServer({ limits: { maxConnections: 1 } });
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(url);
  const first = connect(Number(port), hostname);
  await new Promise((resolve) => first.once('connect', resolve));
  const second = connect(Number(port), hostname);
  await new Promise((resolve) => second.once('close', resolve));
  first.destroy();
});

it('rejects a request with too many headers', async () => {
  const { url } = await startServer();
  const headers = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`x-${index}`, 'a']));
  const response = await send(url, { path: '/v2/push/', headers });
  expect(response).toMatchObject({ status: 431, text: 'pushspec: more than 100 headers\n' });
});

it('rejects a request head that is too large', async () => {
  const { url } = await startServer();
  const bytes = `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`;
  expect(await sendRaw(url, bytes)).toContain('431 Request Header Fields Too Large');
});
