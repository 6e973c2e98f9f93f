/** Checks responses that never end, or that are small on the wire and huge when decompressed. */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createBluekingClient, type TransportError } from './blueking/index.ts';
import { loopback } from './loopback.fixture.ts';
import { rejection } from './rejection.fixture.ts';
import { MAX_RESPONSE_BYTES, readText } from './response.ts';

const MIB = 1024 * 1024;
const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const clientAt = (baseUrl: string) =>
  createBluekingClient({ dataId: 1, accessToken: 'token-7f3a', kind: 'metric', baseUrl, timeoutMs: 60_000 });

function endless(response: ServerResponse, status: number) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}

const bomb = (size: number) => {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(Buffer.alloc(size), { params: quality });
};
const gzipped = gzipSync(Buffer.alloc(300 * MIB), { level: 1 });
const brotli = bomb(500 * MIB);

const send = (encoding: string, body: Buffer) => (response: ServerResponse) =>
  void response.writeHead(200, { 'Content-Encoding': encoding }).end(body);

it.each<[string, number, (response: ServerResponse) => void]>([
  ['an endless success', 200, (response) => endless(response, 200)],
  ['an endless refusal', 400, (response) => endless(response, 400)],
  ['an endless failure', 500, (response) => endless(response, 500)],
  ['300 MiB of gzip', 200, send('gzip', gzipped)],
  ['a small brotli body that becomes 500 MiB', 200, send('br', brotli)],
])('reads at most 1 MiB of %s', async (_what, status, answer) => {
  await using service = await loopback(answer);
  const before = process.memoryUsage().rss;
  const error = (await rejection(clientAt(service.url).send(point))) as TransportError;
  expect(error).toMatchObject({
    kind: 'unexpected-response',
    status,
    retryable: status !== 400,
    mayHaveArrived: true,
  });
  expect(error.message).toBe(
    `blueking: ${service.url} responded ${status} with more than ${MAX_RESPONSE_BYTES} bytes. Check the address and the proxies in front of the service.`,
  );
  // The server of the test is in the same process.
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MIB);
});

it('reads a response of exactly 1 MiB and a fake response without a stream', async () => {
  const text = 'x'.repeat(MAX_RESPONSE_BYTES);
  expect(await readText(new Response(text))).toEqual({ text, isCut: false });
  expect(await readText(new Response(`${text}x`))).toMatchObject({ isCut: true });
  const double = { text: async () => 'told' } as Response;
  expect(await readText(double)).toEqual({ text: 'told', isCut: false });
});

it('decodes characters split between chunks, and a BOM as Response does', async () => {
  const bytes = new TextEncoder().encode('\ufeff{"磁":"盘"}');
  const stream = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await readText(new Response(stream))).toEqual({ text: '{"磁":"盘"}', isCut: false });
});
