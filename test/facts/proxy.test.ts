import { createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { addressOf, command } from './command.fixture.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A target that keeps its connections, and does this with the second request of the first one. Counts the requests of each. */
const targetWith = (secondOfFirst: (socket: Socket) => void) =>
  targetThat((socket, connection, request) => {
    if (connection === 0 && request === 2) secondOfFirst(socket);
    else socket.write(OK);
  });

/** Starts a target that calls this function for each request. Counts the requests of each connection. */
async function targetThat(onRequest: (socket: Socket, connection: number, request: number) => void) {
  const counts: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const connection = counts.push(0) - 1;
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      const request = (counts[connection] ?? 0) + 1;
      counts[connection] = request;
      onRequest(socket, connection, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { target: `http://127.0.0.1:${(server.address() as { port: number }).port}`, counts };
}

async function throughProxy(target: string) {
  const proxy = command(['proxy', 'cloudmonitor', '--port', '0', '--json', '--target', target]);
  const url = await addressOf(proxy, 'proxy');
  return async () => {
    const response = await fetch(`${url}/event/custom/upload`, { method: 'POST', body: '[{"name":"a"}]' });
    return { status: response.status, text: await response.text().catch(() => 'cut') };
  };
}

it('responds to a request even if the target reset its connection', async () => {
  const { target, counts } = await targetWith((socket) => socket.resetAndDestroy());
  const post = await throughProxy(target);
  expect([await post(), await post()]).toEqual([
    { status: 200, text: 'ok' },
    { status: 200, text: 'ok' },
  ]);
  expect(counts).toEqual([2, 1]);
});

it('retries every request on its own connection, even after an earlier request', async () => {
  const { target } = await targetThat((socket, _connection, request) => {
    if (request === 1) socket.write(OK);
    else socket.resetAndDestroy();
  });
  const post = await throughProxy(target);
  const statuses = [];
  for (let count = 0; count < 6; count++) statuses.push((await post()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
});

it('rejects the response of a target that switches to another protocol', async () => {
  const { target } = await targetThat((socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  );
  const post = await throughProxy(target);
  expect(await post()).toEqual({ status: 502, text: expect.stringContaining('another protocol') });
});

it('does not resend a request once a byte of its response has arrived', async () => {
  const { target, counts } = await targetWith((socket) =>
    socket.write('H', () => setImmediate(() => socket.resetAndDestroy())),
  );
  const post = await throughProxy(target);
  await post();
  expect(await post()).toMatchObject({ status: 502 });
  expect(counts).toEqual([2]);
});
