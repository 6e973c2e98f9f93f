import { createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startProxy } from './proxy.fixture.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

interface Script {
  /** What each connection does with each of its requests, in turn; a connection without a script answers `ok`. */
  connections: ((socket: Socket) => void)[][];
}

/** A target that follows a script. `requests` holds what each connection received. */
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

const answers = (socket: Socket) => socket.write(OK);
const resets = (socket: Socket) => socket.resetAndDestroy();
const ends = (socket: Socket) => socket.destroy();
const writesAndResets = (text: string) => (socket: Socket) =>
  socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));

const post = (url: string) => fetch(`${url}/event/custom/upload`, { method: 'POST', body: '[{"name":"a"}]' });

it.each([
  ['reset', resets],
  ['ended', ends],
])('sends a request again when a connection that it used before was %s', async (_, act) => {
  const { target, requests } = await scriptedTarget({ connections: [[answers, act]] });
  const { url, lines } = await startProxy({ target });
  expect(await (await post(url)).text()).toBe('ok');
  const second = await post(url);
  expect([second.status, await second.text()]).toEqual([200, 'ok']);
  expect(requests.map(({ length }) => length)).toEqual([2, 1]);
  expect(requests[1]?.[0]).toBe(requests[0]?.[1]);
  await expect.poll(() => lines).toHaveLength(2);
});

it('sends a request again once only', async () => {
  const { target, requests } = await scriptedTarget({ connections: [[answers, resets], [resets]] });
  const { url } = await startProxy({ target });
  await post(url);
  expect((await post(url)).status).toBe(502);
  expect(requests.map(({ length }) => length)).toEqual([2, 1]);
});

it('sends a request again on a fresh connection while others are idle', async () => {
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

it('does not send a request again that the first connection has reset', async () => {
  const { target, requests } = await scriptedTarget({ connections: [[resets]] });
  const { url } = await startProxy({ target });
  expect((await post(url)).status).toBe(502);
  expect(requests).toHaveLength(1);
});

it.each(['H', 'HTTP/1.1 200 OK\r\nContent-', 'HTTP/1.1 103 Early Hints\r\n\r\n', `${OK.slice(0, -1)}`])(
  'does not send a request again when a byte of the response came: %j',
  async (bytes) => {
    const { target, requests } = await scriptedTarget({ connections: [[answers, writesAndResets(bytes)]] });
    const { url } = await startProxy({ target });
    await post(url);
    await post(url)
      .then((response) => response.text())
      .catch(() => undefined);
    expect(requests.map(({ length }) => length)).toEqual([2]);
  },
);
