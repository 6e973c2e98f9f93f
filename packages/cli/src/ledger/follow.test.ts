import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type FollowOptions, follow } from './follow.ts';

/** Starts a server whose admin API handles each request with the next handler. */
async function adminServer(
  ...handlers: ((request: IncomingMessage, response: ServerResponse) => void)[]
): Promise<string> {
  const server = createServer((request, response) => handlers.shift()?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function event(id: string): string {
  return `id: ${id}\nevent: verdict\ndata: ${JSON.stringify({ id })}\n\n`;
}

async function followed(url: string, count: number, stop = new AbortController()) {
  const log: string[] = [];
  const options: FollowOptions = {
    ...{ url, signal: stop.signal, sleep: async () => undefined },
    onOpen: () => log.push('found'),
    onLost: () => log.push('lost'),
  };
  for await (const { id } of follow(options)) {
    log.push(id);
    if (log.filter((entry) => /^\d$/.test(entry)).length === count) stop.abort();
  }
  return log;
}

it('continues after the last event when the server comes back', async () => {
  const lastIds: unknown[] = [];
  const send = (text: string) => (request: IncomingMessage, response: ServerResponse) => {
    lastIds.push(request.headers['last-event-id']);
    response.end(text);
  };
  const url = await adminServer(
    send(`retry: 1000\n\n${event('1')}`),
    (_, response) => response.destroy(),
    send(`: still here\n\n${event('2')}${event('3')}`),
  );
  expect(await followed(url, 3)).toEqual(['found', '1', 'lost', '2', '3']);
  expect(lastIds).toEqual([undefined, '1']);
});

it('joins chunks that split a character', async () => {
  const bytes = Buffer.from(`id: 1\ndata: {"id":"1","text":"磁盘"}\n\n${event('2')}`);
  const url = await adminServer((_, response) => {
    for (const byte of bytes) response.write(Buffer.of(byte));
    response.end();
  });
  expect(await followed(url, 2)).toEqual(['found', '1', '2']);
});

it('rejects with the error message of the server', async () => {
  const url = await adminServer((_, response) =>
    response.writeHead(401).end('{"error":"the token is missing"}'),
  );
  await expect(followed(url, 1)).rejects.toThrow('the token is missing');
});

it('recognizes a server that is not pushspec', async () => {
  const url = await adminServer((_, response) => response.writeHead(404).end('not here'));
  await expect(followed(url, 1)).rejects.toThrow('is not a pushspec server: check `--url`');
});
