import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { halves, hammer, write } from './closing.fixture.ts';
import { addressOf, command } from './command.fixture.ts';
import { folder, push } from './store.fixture.ts';

const serveArgs = ['serve', '--port', '0', '--json'];

it('exits serve silently with 0 on SIGTERM under load, and keeps every request it responded to', async () => {
  const [store, config] = [join(folder(), 'requests.db'), join(folder(), 'config.json')];
  writeFileSync(config, '{"guance":{"rateLimits":"off"}}');
  const serve = command([...serveArgs, '--store', store, '--config', config]);
  const url = await addressOf(serve, 'server');
  const load = hammer(url, 16);
  for (let index = 0; index < 20; index++) await push(url);
  serve.child.kill('SIGTERM');
  expect(await serve.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  const { accepted, others } = await load;
  expect(others).toEqual([]);
  const server = await createServer({ store });
  onTestFinished(() => server.close());
  expect((await server.requests()).length).toBeGreaterThanOrEqual(20 + accepted);
});

/** Resolves when a closing server accepts no more connections. */
async function closing(url: string): Promise<void> {
  // The proxy rejects this path itself.
  const headers = { 'x-pushspec-keep': 'nothing' };
  await expect.poll(() => fetch(url, { headers }).then(String, () => 'closing')).toBe('closing');
}

it.each([
  ['server', ['start', '--port', '0', '--mock-port', '0', '--json']],
  ['mock', ['mock', '--port', '0', '--json']],
])('responds to a request in flight before it exits with 0 (%s)', async (name, args) => {
  const running = command(args);
  const url = await addressOf(running, name);
  const { socket, ended } = await write(url, halves.first);
  // A response to the later request means that it has read the first half.
  await fetch(url);
  running.child.kill('SIGINT');
  await closing(url);
  socket.write(halves.second);
  expect(await ended).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(await running.ended).toMatchObject({ code: 0, signal: null });
});

/** Starts a service whose response the test controls. */
async function service() {
  const server = createHttpServer((request) => request.resume()).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const next = once(server, 'request').then(([, response]) => response as ServerResponse);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, next };
}

it('forwards a response that the target sends after the first signal, and exits with 0 (proxy)', async () => {
  const target = await service();
  const proxy = command(['proxy', 'cloudmonitor', '--port', '0', '--json', '--target', target.url]);
  const url = await addressOf(proxy, 'proxy');
  const answer = fetch(url, { method: 'POST', body: '[]' }).then((response) => response.text());
  const response = await target.next;
  proxy.child.kill('SIGTERM');
  await closing(url);
  response.end('late');
  expect(await answer).toBe('late');
  expect(await proxy.ended).toMatchObject({ code: 0, signal: null });
});

it.each([
  ['SIGTERM', 'SIGTERM', 143],
  ['SIGTERM', 'SIGINT', 130],
] as const)('exits immediately when %s is followed by %s: exit code %i', async (first, second, code) => {
  const serve = command(serveArgs);
  const url = await addressOf(serve, 'server');
  const { ended } = await write(url, halves.first);
  await fetch(url);
  serve.child.kill(first);
  await closing(url);
  serve.child.kill(second);
  expect(await serve.ended).toMatchObject({ code, signal: null });
  expect(await ended).toBe('reset');
});

const events = (count: number) => {
  const file = join(folder(), 'events.ndjson');
  writeFileSync(file, '{"name":"n","content":"c"}\n'.repeat(count));
  return ['--file', file];
};

it('exits send with 130 after the first SIGTERM when its requests in flight have responses', async () => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  server.fail({ api: 'cloudmonitor', kind: 'delay', delayMs: 200, every: 1 });
  const send = command(['send', 'cloudmonitor', '--url', url, ...events(3000), '--json']);
  await server.waitFor(() => true, { timeoutMs: 60_000 });
  send.child.kill('SIGTERM');
  const { code, stdout } = await send.ended;
  expect({ code, ledger: JSON.parse(stdout) }).toMatchObject({
    code: 130,
    ledger: { stopped: 'interrupted', dropped: 0, position: { records: expect.any(Number) } },
  });
});

it('exits send immediately with 143 on the second SIGTERM, and prints the ledger', async () => {
  const target = await service();
  const send = command(['send', 'cloudmonitor', '--url', target.url, ...events(300), '--json']);
  await target.next;
  send.child.kill('SIGTERM');
  await send.says('waiting for the responses');
  send.child.kill('SIGTERM');
  const { code, stdout } = await send.ended;
  expect({ code, ledger: JSON.parse(stdout) }).toMatchObject({ code: 143, ledger: { delivered: 0 } });
});

it('exits send with 130 while its only request has no response', async () => {
  const target = await service();
  const send = command(['send', 'guance', '--url', target.url, '--status', 'error', '--title', 'disk full']);
  await target.next;
  send.child.kill('SIGTERM');
  expect(await send.ended).toMatchObject({
    code: 130,
    stderr: 'pushspec: interrupted: the events in flight may have been delivered\n',
  });
});
