/** Checks the transport on undici with real sockets. The clients evaluate a response in the same way as with `fetch`. */
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer } from 'node:net';
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { Agent, ProxyAgent } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { createBluekingClient, type TransportError } from '../blueking/index.ts';
import { certificate } from '../certificate.fixture.ts';
import { createCloudMonitorClient } from '../cloudmonitor/index.ts';
import { loopback } from '../loopback.fixture.ts';
import type { ClientOptions } from '../options.ts';
import { rejection } from '../rejection.fixture.ts';
import { createReporter } from '../reporter/index.ts';
import { MAX_RESPONSE_BYTES } from '../response.ts';
import { createUndiciFetch } from './index.ts';

const MIB = 1024 * 1024;
const ACCEPTED = '{"code":"200","result":"true","message":""}';
const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const clientAt = (baseUrl: string, options: ClientOptions = {}) =>
  createBluekingClient({
    dataId: 1,
    accessToken: 'token-7f3a',
    kind: 'metric',
    baseUrl,
    fetch: createUndiciFetch(),
    ...options,
  });
const failureOf = (promise: Promise<unknown>) => rejection(promise) as Promise<TransportError>;

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('sends the bytes and headers of a client, and reads the response', async () => {
  await using service = await loopback((response) => response.end(ACCEPTED));
  const client = clientAt(service.url, { headers: { 'User-Agent': 'canary/1' } });
  expect(await client.send(point)).toMatchObject({ status: 200, items: 1, body: { code: '200' } });
  expect(service.requests).toMatchObject([{ method: 'POST', path: '/v2/push/' }]);
  const [{ headers, body } = { headers: {}, body: Buffer.of() }] = service.requests;
  expect(headers).toMatchObject({ 'user-agent': 'canary/1', 'content-type': 'application/json' });
  expect(headers['content-length']).toBe(String(body.byteLength));
  expect(JSON.parse(body.toString())).toEqual({ data_id: 1, access_token: 'token-7f3a', data: [point] });
});

it('sends the batches of a reporter, signed', async () => {
  await using service = await loopback((response) => response.end('{"code":"200","msg":""}'));
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
  const client = createCloudMonitorClient({ credentials, baseUrl: service.url, fetch: createUndiciFetch() });
  const reporter = createReporter(client);
  for (let index = 0; index < 150; index++) reporter.push({ name: 'n', content: `磁盘 ${index}` });
  expect(await reporter.close()).toMatchObject({ delivered: 150 });
  expect(service.requests.map(({ body }) => JSON.parse(body.toString()).length)).toEqual([100, 50]);
  expect(service.requests[0]?.headers).toMatchObject({ 'x-cms-signature': 'hmac-sha1' });
});

it('reads the headers of a refusal regardless of case', async () => {
  await using service = await loopback((response) => {
    response.writeHead(429, { 'Retry-After': '7' }).end('{"code":"429","result":"false","message":"x"}');
  });
  expect(await rejection(clientAt(service.url).send(point))).toMatchObject({
    name: 'PushError',
    status: 429,
    retryAfterMs: 7000,
  });
});

it('joins the values of a repeated header', async () => {
  await using service = await loopback((response) => {
    response.writeHead(200, { Via: ['1.1 a', '1.1 b'] }).end();
  });
  const init = { method: 'POST', headers: {}, body: new Uint8Array(), redirect: 'manual' } as const;
  const { signal } = new AbortController();
  const { headers } = await createUndiciFetch()(service.url, { ...init, signal });
  expect(headers.get('VIA')).toBe('1.1 a, 1.1 b');
  expect(headers.get('Retry-After')).toBeNull();
});

it("aborts when the caller's signal aborts", async () => {
  const controller = new AbortController();
  await using service = await loopback(() => controller.abort(new Error('shutting down')));
  const error = await failureOf(clientAt(service.url).send(point, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: 'aborted', mayHaveArrived: true, cause: { message: 'shutting down' } });
});

it('closes the connection after the time-out', async () => {
  const closed = Promise.withResolvers<void>();
  await using service = await loopback((response) => response.on('close', closed.resolve));
  const error = await failureOf(clientAt(service.url, { timeoutMs: 50 }).send(point));
  expect(error).toMatchObject({ kind: 'timeout', mayHaveArrived: true });
  await closed.promise;
});

it('rejects after the time-out if a response never ends', async () => {
  await using service = await loopback((response) => void response.writeHead(200).write('{"code":'));
  const error = await failureOf(clientAt(service.url, { timeoutMs: 50 }).send(point));
  expect(error).toMatchObject({ kind: 'timeout' });
});

it.each(['127.0.0.1', 'localhost'])('reports a refused connection to %s', async (host) => {
  const service = await loopback(() => {});
  await service[Symbol.asyncDispose]();
  const error = await failureOf(clientAt(`http://${host}:${new URL(service.url).port}`).send(point));
  expect(error).toMatchObject({ kind: 'network', mayHaveArrived: false, retryable: true });
  expect(error.message).toContain('ECONNREFUSED');
});

it('reports that a request may have arrived if the connection is closed before or during the response', async () => {
  for (const start of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code"']) {
    const server = createServer((socket) => socket.once('data', () => socket.end(start)));
    const error = await failureOf(clientAt(`http://127.0.0.1:${await listening(server)}`).send(point));
    expect(error).toMatchObject({ kind: 'network', mayHaveArrived: true, retryable: true });
  }
});

async function tlsServer() {
  const server = createTlsServer(certificate, (_request, response) => void response.end(ACCEPTED));
  return `https://127.0.0.1:${await listening(server)}`;
}

it('does not retry if the certificate is not trusted', async () => {
  const error = await failureOf(clientAt(await tlsServer()).send(point));
  expect(error).toMatchObject({ kind: 'tls', mayHaveArrived: false, retryable: false });
  expect(error.message).toContain('self-signed certificate');
});

it('does not retry if the port does not speak TLS', async () => {
  await using service = await loopback((response) => response.end());
  const error = await failureOf(clientAt(service.url.replace('http:', 'https:')).send(point));
  expect(error).toMatchObject({ kind: 'tls', mayHaveArrived: false, retryable: false });
});

it("uses the caller's dispatcher for TLS", async () => {
  const dispatcher = new Agent({ connect: { ca: certificate.cert, checkServerIdentity: () => undefined } });
  onTestFinished(() => dispatcher.close());
  const client = clientAt(await tlsServer(), { fetch: createUndiciFetch({ dispatcher }) });
  expect(await client.send(point)).toMatchObject({ status: 200 });
});

it("uses the caller's dispatcher for a proxy", async () => {
  await using service = await loopback((response) => response.end(ACCEPTED));
  const targets: string[] = [];
  const proxy = createServer((socket) =>
    socket.once('data', (head) => {
      const [, target = ''] = String(head).split(' ');
      targets.push(target);
      const upstream = connect(Number(new URL(`http://${target}`).port), '127.0.0.1');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    }),
  );
  const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${await listening(proxy)}`, proxyTunnel: true });
  onTestFinished(() => dispatcher.destroy());
  const client = clientAt(service.url, { fetch: createUndiciFetch({ dispatcher }) });
  expect(await client.send(point)).toMatchObject({ status: 200 });
  expect(targets).toEqual([new URL(service.url).host]);
});

it.each([301, 302, 303, 307, 308])('does not follow a redirect with the status %i', async (status) => {
  await using elsewhere = await loopback((response) => response.end(ACCEPTED));
  await using service = await loopback((response) => {
    response.writeHead(status, { Location: `${elsewhere.url}/v2/push/` }).end();
  });
  const error = await failureOf(clientAt(service.url).send(point));
  expect(error).toMatchObject({ kind: 'redirect', status, retryable: false });
  expect(elsewhere.requests).toEqual([]);
});

it.each(['expect', 'transfer-encoding', 'upgrade'])(
  'does not retry a request whose header %s undici refuses',
  async (name) => {
    const undici = createUndiciFetch();
    const client = clientAt('http://127.0.0.1:4010', {
      fetch: (url, init) => undici(url, { ...init, headers: { ...init.headers, [name]: 'x' } }),
    });
    const error = await failureOf(client.send(point));
    expect(error).toMatchObject({ kind: 'invalid-request', mayHaveArrived: false, retryable: false });
  },
);

const encoded: [string, Buffer][] = [
  ['gzip', gzipSync(ACCEPTED)],
  ['X-GZIP', gzipSync(ACCEPTED)],
  ['deflate', deflateSync(ACCEPTED)],
  ['deflate', deflateRawSync(ACCEPTED)],
  ['br', brotliCompressSync(ACCEPTED)],
  ['zstd', zstdCompressSync(ACCEPTED)],
  ['gzip, br', brotliCompressSync(gzipSync(ACCEPTED))],
  ['identity', Buffer.from(ACCEPTED)],
];

it.each(encoded)('reads a response with the content coding %s', async (encoding, body) => {
  await using service = await loopback((response) => {
    response.writeHead(200, { 'Content-Encoding': encoding }).end(body);
  });
  expect(await clientAt(service.url).send(point)).toMatchObject({ status: 200, body: { code: '200' } });
});

it('reports a response that cannot be decompressed', async () => {
  await using service = await loopback((response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip');
  });
  const error = await failureOf(clientAt(service.url).send(point));
  expect(error).toMatchObject({ kind: 'network', mayHaveArrived: true, cause: { code: 'Z_DATA_ERROR' } });
});

const bomb = brotliCompressSync(Buffer.alloc(500 * MIB), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 24 },
});

it.each<[string, object, Buffer]>([
  ['500 MiB of brotli', { 'Content-Encoding': 'br' }, bomb],
  ['300 MiB of gzip', { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(300 * MIB), { level: 1 })],
  ['30 MiB', {}, Buffer.alloc(30 * MIB, ' ')],
])('reads at most 1 MiB of %s', async (_what, headers, body) => {
  await using service = await loopback((response) => response.writeHead(200, { ...headers }).end(body));
  const before = process.memoryUsage().rss;
  const error = await failureOf(clientAt(service.url).send(point));
  expect(error).toMatchObject({ kind: 'unexpected-response', status: 200, mayHaveArrived: true });
  expect(error.message).toContain(`responded 200 with more than ${MAX_RESPONSE_BYTES} bytes`);
  // The server of the test is in the same process.
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
});

it('reads a response of exactly 1 MiB', async () => {
  const padding = ' '.repeat(MAX_RESPONSE_BYTES - ACCEPTED.length);
  await using service = await loopback((response) => response.end(ACCEPTED + padding));
  expect(await clientAt(service.url).send(point)).toMatchObject({ status: 200 });
});

it('rejects an option that is not a dispatcher', () => {
  const dispatcher = 'http://127.0.0.1:3128' as unknown as Agent;
  expect(() => createUndiciFetch({ dispatcher })).toThrow(
    new TypeError('`dispatcher` must be a dispatcher of undici, such as an `Agent` or a `ProxyAgent`'),
  );
});
