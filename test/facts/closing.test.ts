import { once } from 'node:events';
import { join } from 'node:path';
import { createMock } from '@pushspec/mock';
import { createServer, type ServerOptions } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { halves, hammer, write } from './closing.fixture.ts';
import { folder, push } from './store.fixture.ts';

/** Longer than any test, so that a server that waits for it does not close in time. */
const FOR_EVER_MS = 2 ** 31 - 1;

async function listening(options: ServerOptions = {}) {
  const config = { guance: { rateLimits: 'off' as const } };
  const server = await createServer({ config, ...options });
  onTestFinished(() => server.close({ graceMs: 0 }));
  const { url } = await server.listen({ port: 0 });
  return { server, url };
}

/** Resolves when the server accepts no new connections. */
async function refused(url: string): Promise<void> {
  const connected = () => fetch(url).then(String, (error: Error) => (error.cause as { code: string }).code);
  await expect.poll(connected).toBe('ECONNREFUSED');
}

it.each([1, 4, 16, 64])(
  'keeps every request it responded to when it closes under the load of %i senders',
  async (senders) => {
    const store = join(folder(), 'requests.db');
    const { server, url } = await listening({ store });
    const load = hammer(url, senders);
    await server.waitFor(() => true);
    await server.close();
    const { accepted, others } = await load;
    expect(others).toEqual([]);
    const again = await createServer({ store });
    onTestFinished(() => again.close());
    expect((await again.requests({ outcome: 'accepted' })).length).toBeGreaterThanOrEqual(accepted);
    expect(accepted).toBeGreaterThan(0);
  },
);

it('responds to a request whose body is still arriving, and closes its connection', async () => {
  const store = join(folder(), 'requests.db');
  const { server, url } = await listening({ store });
  const { socket, ended } = await write(url, halves.first);
  const closed = server.close({ graceMs: FOR_EVER_MS });
  await refused(url);
  socket.write(halves.second);
  const answer = await ended;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toMatch(/\r\nConnection: close\r\n/i);
  await closed;
  const again = await createServer({ store });
  onTestFinished(() => again.close());
  expect(await again.requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('aborts a request that is incomplete after the grace period', async () => {
  const { server, url } = await listening();
  const { ended } = await write(url, halves.first);
  await server.close({ graceMs: 0 });
  expect(await ended).toBe('reset');
});

it('responds to a delayed request and keeps it', async () => {
  const store = join(folder(), 'requests.db');
  const { server, url } = await listening({ store });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 600_000 });
  const status = push(url);
  await server.waitFor(() => true);
  await server.close({ graceMs: FOR_EVER_MS });
  expect(await status).toBe(200);
});

it('accepts no new connections while it waits for a request in flight', async () => {
  const { server, url } = await listening();
  const { socket } = await write(url, halves.first);
  const closed = server.close({ graceMs: FOR_EVER_MS });
  await refused(url);
  socket.write(halves.second);
  await closed;
});

it.each([
  ['without a request', '', 'reset'],
  ['with half a head', 'POST /v2/push/ HTTP/1.1\r\nHost: 127', 'reset'],
  ['whose request is answered', 'GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', 'HTTP/1.1 404 Not Found'],
  ['whose bytes are no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'HTTP/1.1 400 Bad Request'],
])('does not wait for a connection %s', async (_, bytes, answer) => {
  const { server, url } = await listening();
  const { socket, ended } = await write(url, bytes);
  if (answer !== 'reset') await once(socket, 'data');
  await server.close({ graceMs: FOR_EVER_MS });
  expect((await ended).split('\r\n')[0]).toBe(answer);
});

it('ends a live stream of verdicts', async () => {
  const { server, url } = await listening();
  const stream = await fetch(`${url}/__admin/events`);
  const text = stream.text();
  await push(url);
  await server.close({ graceMs: FOR_EVER_MS });
  expect(await text).toContain('event: verdict');
});

it('ends a pending waitFor() of a test', async () => {
  const { server } = await listening();
  const waiting = expect(server.waitFor(() => false)).rejects.toThrow('the server was closed');
  await server.close();
  await waiting;
});

it('closes once, however often close() is called', async () => {
  const { server, url } = await listening();
  await push(url);
  await Promise.all([server.close(), server.close()]);
  await server.close();
  await expect(fetch(url)).rejects.toThrow();
});

it('closes without ever having listened', async () => {
  const server = await createServer();
  await expect(server.close()).resolves.toBeUndefined();
});

it('does not listen again after it has closed', async () => {
  const { server } = await listening();
  await server.close();
  await expect(server.listen({ port: 0 })).rejects.toThrow(
    'this server is closed: create another one with createServer()',
  );
});

it.each([-1, Number.NaN])('names graceMs in the error when it is %d', async (graceMs) => {
  const server = await createServer();
  await expect(server.close({ graceMs })).rejects.toThrow('graceMs must be 0 or more milliseconds');
});

it('closes the store when a contract is broken', async () => {
  const store = join(folder(), 'requests.db');
  const documents = { guance: {} as never };
  await expect(createServer({ store, documents })).rejects.toThrow();
  await expect(createServer({ store }).then((server) => server.close())).resolves.toBeUndefined();
});

async function mocking() {
  const mock = createMock();
  onTestFinished(() => mock.close({ graceMs: 0 }));
  return { mock, url: (await mock.listen({ port: 0 })).url };
}

it('can close while it starts to listen', async () => {
  const server = await createServer();
  const listening = server.listen({ port: 0 });
  await server.close();
  await expect(fetch((await listening).url)).rejects.toThrow('fetch failed');
});

it('can close the mock while it starts to listen', async () => {
  const mock = createMock();
  const listening = mock.listen({ port: 0 });
  await mock.close();
  await expect(fetch((await listening).url)).rejects.toThrow('fetch failed');
});

it('lets the mock respond to a request whose body is still arriving', async () => {
  const { mock, url } = await mocking();
  const { socket, ended } = await write(url, halves.first);
  const closed = mock.close({ graceMs: FOR_EVER_MS });
  socket.write(halves.second);
  expect(await ended).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  await closed;
});

it('lets the mock abort a request that is incomplete after the grace period', async () => {
  const { mock, url } = await mocking();
  const { ended } = await write(url, halves.first);
  await mock.close({ graceMs: 0 });
  expect(await ended).toBe('reset');
});
