import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import {
  bluekingReport,
  guanceEvent,
  type RunningServer,
  runningServer,
  send,
} from './running-server.fixture.ts';

const unlimited = { config: { guance: { rateLimits: 'off' as const } } };
const report = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);

/** Sends an event to Guance, and returns the id of its record. */
async function push({ url }: RunningServer, request = guanceEvent({ status: 'ok' })): Promise<string> {
  return String((await send(url, request)).headers['x-pushspec-request-id']);
}

async function pushed(server: RunningServer, count: number): Promise<string[]> {
  const ids = [];
  for (let sent = 0; sent < count; sent++) ids.push(await push(server));
  return ids;
}

interface Reader {
  /** Resolves to the received ids once there are this many. */
  ids(count: number): Promise<string[]>;
  leave(): void;
}

async function read({ url }: RunningServer, lastId?: string, query = ''): Promise<Reader> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
  const { body, status } = await fetch(`${url}/__admin/events${query}`, { headers, signal: leaving.signal });
  if (status !== 200) throw new Error(`the server responds with ${status}`);
  const chunks = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const ids = () => [...text.matchAll(/^id: (.*)\n/gm)].map(([, id]) => String(id));
  const until = async (isEnough: () => boolean) => {
    while (!isEnough()) text += decoder.decode((await chunks.read()).value, { stream: true });
  };
  await until(() => text.includes('retry: '));
  return {
    leave: () => leaving.abort(),
    async ids(count) {
      await until(() => ids().length >= count);
      return ids();
    },
  };
}

it.each([49, 50, 51, 120])('sends a returning reader all %d missed verdicts, oldest first', async (count) => {
  const server = await runningServer(unlimited);
  const last = await push(server);
  const missed = await pushed(server, count);
  const reader = await read(server, last);
  const next = await push(server);
  expect(await reader.ids(count + 1)).toEqual([...missed, next]);
});

it("sends a reader of one vendor only that vendor's missed verdicts", async () => {
  const server = await runningServer();
  const last = await push(server);
  await push(server, report);
  const missed = await push(server);
  await push(server, report);
  const reader = await read(server, last, '?api=guance');
  const next = await push(server);
  expect(await reader.ids(2)).toEqual([missed, next]);
});

it('sends a slow reader the verdicts that arrive while it catches up', async () => {
  const server = await runningServer();
  const last = await push(server);
  // More than the buffers of a connection can store.
  const large = bluekingReport([{ metrics: { cpu_load: 1 }, target: 't'.repeat(490_000) }]);
  const missed = [];
  for (let sent = 0; sent < 16; sent++) missed.push(await push(server, large));
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(`GET /__admin/events HTTP/1.1\r\nHost: ${hostname}\r\nLast-Event-ID: ${last}\r\n\r\n`);
  while (!text.includes('\nid: ')) await once(socket, 'data');
  socket.pause();
  const meanwhile = await push(server);
  socket.resume();
  while (!text.includes(`\nid: ${meanwhile}\n`)) await once(socket, 'data');
  const ids = [...text.matchAll(/^id: (.*)\n/gm)].map(([, id]) => String(id));
  expect(ids).toEqual([...missed, meanwhile]);
});

it('sends all kept verdicts to a reader whose last verdict is gone', async () => {
  const server = await runningServer();
  const kept = await pushed(server, 3);
  expect(await (await read(server, 'gone')).ids(3)).toEqual(kept);
});

it('accepts another reader after one disconnects', async () => {
  const server = await runningServer();
  const readers = [];
  for (let count = 0; count < 64; count++) readers.push(await read(server));
  await expect(read(server)).rejects.toThrow('503');
  readers[0]?.leave();
  for (;;) {
    const reader = await read(server).catch(() => undefined);
    if (reader) break;
  }
});
