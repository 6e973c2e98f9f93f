/** `mayHaveArrived`: true only if bytes of the request may have left. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { createBluekingClient } from './blueking/index.ts';
import { createCloudMonitorClient } from './cloudmonitor/index.ts';
import { loopback } from './loopback.fixture.ts';
import type { ClientOptions } from './options.ts';
import { rejection } from './rejection.fixture.ts';

const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const clientAt = (baseUrl: string, options: ClientOptions = {}) =>
  createBluekingClient({ dataId: 1, accessToken: 'token-7f3a', kind: 'metric', baseUrl, ...options });

it('is false if the signal was aborted beforehand', async () => {
  await using service = await loopback((response) => response.end());
  const error = await rejection(clientAt(service.url).send(point, { signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ kind: 'aborted', mayHaveArrived: false, retryable: false });
});

it('is false if the signal aborts before fetch is called, and true afterwards', async () => {
  const controller = new AbortController();
  const key = Promise.withResolvers<{ accessKeyId: string; accessKeySecret: string }>();
  await using service = await loopback(() => controller.abort());
  const options = { credentials: () => key.promise, baseUrl: service.url };
  const event = { name: 'n', content: 'c' };
  const early = new AbortController();
  const waiting = rejection(createCloudMonitorClient(options).send(event, { signal: early.signal }));
  early.abort();
  expect(await waiting).toMatchObject({ kind: 'aborted', mayHaveArrived: false });
  key.resolve({ accessKeyId: 'id', accessKeySecret: 'secret' });
  const later = rejection(createCloudMonitorClient(options).send(event, { signal: controller.signal }));
  expect(await later).toMatchObject({ kind: 'aborted', mayHaveArrived: true });
});

it('is false if no key arrived in time', async () => {
  await using service = await loopback((response) => response.end());
  const client = createCloudMonitorClient({
    credentials: () => new Promise(() => {}),
    baseUrl: service.url,
    timeoutMs: 20,
  });
  const error = await rejection(client.send({ name: 'n', content: 'c' }));
  expect(error).toMatchObject({ kind: 'timeout', mayHaveArrived: false, retryable: true });
  expect(String(error)).toContain('because there was no key to sign with within 20 ms');
  expect(service.requests).toEqual([]);
});

it('is true if a response times out', async () => {
  await using service = await loopback(() => {});
  const error = await rejection(clientAt(service.url, { timeoutMs: 200 }).send(point));
  expect(error).toMatchObject({ kind: 'timeout', mayHaveArrived: true });
});

it('is true if the service closes the connection without a response', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const error = await rejection(clientAt(`http://127.0.0.1:${port}`).send(point));
  expect(error).toMatchObject({ kind: 'network', mayHaveArrived: true });
});

it.each(['127.0.0.1', 'localhost', '[::1]'])('is false if the connection to %s is refused', async (host) => {
  const service = await loopback(() => {});
  await service[Symbol.asyncDispose]();
  const { port } = new URL(service.url);
  const error = await rejection(clientAt(`http://${host}:${port}`).send(point));
  expect(error).toMatchObject({ kind: 'network', mayHaveArrived: false, retryable: true });
});

/** An error from another realm, such as Jest's. */
const foreign = (text: string) => runInNewContext(text) as Error;

it.each([
  [
    'a realm of Jest',
    () =>
      foreign(
        "new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })",
      ),
  ],
  [
    'Bun',
    () =>
      Object.assign(new Error('Unable to connect. Is the computer able to access the url?'), {
        code: 'ConnectionRefused',
      }),
  ],
  [
    'Deno',
    () =>
      new TypeError(
        'error sending request for url (http://127.0.0.1:1/): client error (Connect): tcp connect error: Connection refused (os error 111)',
      ),
  ],
  [
    'Deno, for an unknown host',
    () =>
      new TypeError(
        'error sending request: client error (Connect): dns error: failed to lookup address information',
      ),
  ],
  [
    'Node, with several addresses',
    () =>
      new TypeError('fetch failed', {
        cause: new AggregateError(
          [Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'connect' })],
          '',
        ),
      }),
  ],
  [
    'undici, after its time for connecting',
    () =>
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' }),
      }),
  ],
])('is false for a refused connection with %s', async (_what, make) => {
  const fetch = () => Promise.reject(make());
  const error = await rejection(clientAt('http://127.0.0.1:4010', { fetch }).send(point));
  expect(error).toMatchObject({ kind: 'network', mayHaveArrived: false, retryable: true });
});

it('is false without a permission of Deno, and the failure is final', async () => {
  const fetch = () =>
    Promise.reject(new Error('Requires net access to "127.0.0.1:4010", run again with the --allow-net flag'));
  const error = await rejection(clientAt('http://127.0.0.1:4010', { fetch }).send(point));
  expect(error).toMatchObject({ kind: 'invalid-request', mayHaveArrived: false, retryable: false });
});

it('is true for an error without details', async () => {
  for (const thrown of ['nothing', null, undefined, {}, new Error('')]) {
    const fetch = () => Promise.reject(thrown);
    expect(await rejection(clientAt('http://127.0.0.1:4010', { fetch }).send(point))).toMatchObject({
      kind: 'network',
      mayHaveArrived: true,
    });
  }
});
