import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type FollowOptions, follow } from './follow.ts';

/** A server whose admin API answers as the test says, request by request. */
async function answering(
  ...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
): Promise<string> {
  const server = createServer((request, response) => answers.shift()?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function event(id: string): string {
  return `id: ${id}\nevent: verdict\ndata: ${JSON.stringify({ id })}\n\n`;
}

async function followed(url: string, enough: number, stop = new AbortController()) {
  const told: string[] = [];
  const options: FollowOptions = {
    ...{ url, signal: stop.signal, sleep: async () => undefined },
    onOpen: () => told.push('found'),
    onLost: () => told.push('lost'),
  };
  for await (const { id } of follow(options)) {
    told.push(id);
    if (told.filter((word) => /^\d$/.test(word)).length === enough) stop.abort();
  }
  return told;
}

it('goes on after the last event when the server comes back', async () => {
  const asked: unknown[] = [];
  const send = (text: string) => (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.headers['last-event-id']);
    response.end(text);
  };
  const url = await answering(
    send(`retry: 1000\n\n${event('1')}`),
    (_, response) => response.destroy(),
    send(`: still here\n\n${event('2')}${event('3')}`),
  );
  expect(await followed(url, 3)).toEqual(['found', '1', 'lost', '2', '3']);
  expect(asked).toEqual([undefined, '1']);
});

it('puts together what arrives in pieces, in the middle of a character too', async () => {
  const bytes = Buffer.from(`id: 1\ndata: {"id":"1","text":"磁盘"}\n\n${event('2')}`);
  const url = await answering((_, response) => {
    for (const byte of bytes) response.write(Buffer.of(byte));
    response.end();
  });
  expect(await followed(url, 2)).toEqual(['found', '1', '2']);
});

it('ends with the words of a server that refuses', async () => {
  const url = await answering((_, response) =>
    response.writeHead(401).end('{"error":"the token is missing"}'),
  );
  await expect(followed(url, 1)).rejects.toThrow('the token is missing');
});

it('tells a server that is none of ours', async () => {
  const url = await answering((_, response) => response.writeHead(404).end('not here'));
  await expect(followed(url, 1)).rejects.toThrow('is no pushspec server: check --url');
});
