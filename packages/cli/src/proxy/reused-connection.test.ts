import { createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { cloudMonitorRpcSigner } from '../apis/cloudmonitor-rpc-signing.ts';
import { credentials, startProxy } from './proxy.fixture.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

interface Script {
  /** Handlers of each connection for its requests, in turn. Without a handler, a connection responds with `ok`. */
  connections: ((socket: Socket) => void)[][];
}

/** Starts a target that follows a script. `requests` contains the requests of each connection. */
async function scriptedTarget({ connections }: Script) {
  const requests: string[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const received: string[] = [];
    const script = connections[requests.length] ?? [];
    requests.push(received);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const act = script[received.length] ?? ((other: Socket) => other.write(OK));
      received.push(chunk.toString('latin1'));
      act(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { target: `http://127.0.0.1:${port}`, requests };
}

const responds = (socket: Socket) => socket.write(OK);
const resets = (socket: Socket) => socket.resetAndDestroy();
const ends = (socket: Socket) => socket.destroy();
const writesAndResets = (text: string) => (socket: Socket) =>
  socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));

/** Returns a request without the headers that may differ between two attempts. */
const unsigned = (request = '') => request.replace(/^(?:date|authorization): .*\r\n/gim, '');

const post = (url: string) => fetch(`${url}/event/custom/upload`, { method: 'POST', body: '[{"name":"a"}]' });

it.each([
  ['reset', resets],
  ['ended', ends],
])('repeats a request on a new connection if the reused one was %s', async (_, act) => {
  const { target, requests } = await scriptedTarget({ connections: [[responds, act]] });
  const { url, lines } = await startProxy({ target });
  expect(await (await post(url)).text()).toBe('ok');
  const second = await post(url);
  expect([second.status, await second.text()]).toEqual([200, 'ok']);
  expect(requests.map(({ length }) => length)).toEqual([2, 1]);
  expect(unsigned(requests[1]?.[0])).toBe(unsigned(requests[0]?.[1]));
  await expect.poll(() => lines).toHaveLength(2);
});

it('signs a repeated request again, with another nonce', async () => {
  const { target, requests } = await scriptedTarget({ connections: [[responds, resets]] });
  const { url } = await startProxy({ target, signer: cloudMonitorRpcSigner(credentials) });
  for (const path of ['/', '/?Action=PutEvent']) await (await fetch(url + path, { method: 'POST' })).text();
  const nonces = requests.flat().map((text) => /x-acs-signature-nonce: (\S+)/.exec(text)?.[1] ?? '');
  expect(nonces).toHaveLength(3);
  expect(new Set(nonces).size).toBe(3);
});

it('repeats a request only once', async () => {
  const { target, requests } = await scriptedTarget({ connections: [[responds, resets], [resets]] });
  const { url } = await startProxy({ target });
  await post(url);
  expect((await post(url)).status).toBe(502);
  expect(requests.map(({ length }) => length)).toEqual([2, 1]);
});

it('repeats a request on a new connection even if others are idle', async () => {
  const hold: Socket[] = [];
  const holds = (socket: Socket) => {
    hold.push(socket);
    if (hold.length === 2) for (const other of hold) other.write(OK);
  };
  const { target, requests } = await scriptedTarget({
    connections: [
      [holds, resets],
      [holds, resets],
    ],
  });
  const { url } = await startProxy({ target });
  await Promise.all([post(url), post(url)]);
  expect((await post(url)).status).toBe(200);
  expect(requests.map(({ length }) => length).sort()).toEqual([1, 1, 2]);
});

it('does not repeat a request that a new connection has reset', async () => {
  const { target, requests } = await scriptedTarget({ connections: [[resets]] });
  const { url } = await startProxy({ target });
  expect((await post(url)).status).toBe(502);
  expect(requests).toHaveLength(1);
});

it.each(['H', 'HTTP/1.1 200 OK\r\nContent-', 'HTTP/1.1 103 Early Hints\r\n\r\n', `${OK.slice(0, -1)}`])(
  'does not repeat a request after a byte of the response has arrived: %j',
  async (bytes) => {
    const { target, requests } = await scriptedTarget({ connections: [[responds, writesAndResets(bytes)]] });
    const { url } = await startProxy({ target });
    await post(url);
    await post(url)
      .then((response) => response.text())
      .catch(() => undefined);
    expect(requests.map(({ length }) => length)).toEqual([2]);
  },
);
