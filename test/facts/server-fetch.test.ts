/** Checks `server.fetch`: a server without a port, for any client that accepts a `fetch` function. */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { developmentConfig } from '@pushspec/contract';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import express from 'express';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import createOpenApiClient from 'openapi-fetch';
import { expect, it, onTestFinished } from 'vitest';

const [monitor] = developmentConfig.guance.monitors;
const { secret = '', subUri = '' } = monitor ?? {};
const guanceUrl = `https://openapi.guance.com/api/v1/push-events/${secret}/${subUri}`;
const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ event: { status: 'error', title: 'disk full' } });

it('works with each of our clients', async () => {
  const server = await pushServer();
  const { fetch } = server;
  const [dataId] = developmentConfig.blueking.dataIds.filter(({ kind }) => kind === 'metric');
  const [key] = developmentConfig.cloudmonitor.accounts[0]?.keys ?? [];
  if (!dataId || !key) throw new Error('the development configuration has no credentials');
  const { accessToken } = dataId;
  const blueking = createBluekingClient({
    kind: 'metric',
    dataId: dataId.dataId,
    accessToken,
    baseUrl: 'http://a',
    fetch,
  });
  const cloudmonitor = createCloudMonitorClient({ credentials: key, baseUrl: 'http://b', fetch });
  const guance = createGuanceClient({ secret, subUri, baseUrl: 'http://c', fetch });
  await blueking.send({ metrics: { cpu_load: 0.25 }, target: 'web-001' });
  await cloudmonitor.send({ name: 'deploy', content: '1.4' });
  await guance.send({ status: 'error', title: 'disk full' });
  expect((await server.requests()).map(({ api, outcome }) => `${api} ${outcome}`)).toEqual([
    'blueking accepted',
    'cloudmonitor accepted',
    'guance accepted',
  ]);
});

it('works with openapi-fetch', async () => {
  const server = await pushServer();
  const client = createOpenApiClient<Record<string, Record<'post', object>>>({
    baseUrl: 'https://openapi.guance.com',
    fetch: server.fetch,
  });
  const path = `/api/v1/push-events/${secret}/${subUri}`;
  const { response } = await client.POST(path as never, { body: JSON.parse(body) } as never);
  expect(response.status).toBe(200);
});

it('works with an MSW handler that intercepts the global fetch', async () => {
  const server = await pushServer();
  const worker = setupServer(
    http.all('https://openapi.guance.com/*', ({ request }) => server.fetch(request)),
    http.get('https://other.example/', () => HttpResponse.text('other')),
  );
  worker.listen({ onUnhandledFrame: 'error' });
  onTestFinished(() => worker.close());
  const response = await fetch(guanceUrl, { method: 'POST', headers, body });
  const other = await fetch('https://other.example/');
  expect([response.status, await other.text()]).toEqual([200, 'other']);
  expect((await server.requests())[0]).toMatchObject({ api: 'guance', outcome: 'accepted' });
});

it('does not change requests to other Express apps in the process', async () => {
  const server = await pushServer();
  await server.fetch(guanceUrl, { method: 'POST', headers, body });
  const http = createHttpServer(
    express().use((_, response) => void response.status(201).json({ own: true })),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const response = await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`);
  expect([response.status, await response.json()]).toEqual([201, { own: true }]);
});

it('shares no state between servers of one process', async () => {
  const [one, two] = [await pushServer(), await pushServer()];
  await one.fetch(guanceUrl, { method: 'POST', headers, body });
  expect([(await one.requests()).length, (await two.requests()).length]).toEqual([1, 0]);
});

it('offers waitFor() and fail() without listen()', async () => {
  const server = await pushServer();
  server.fail({ api: 'guance', reason: 'internal-error', times: 1 });
  const failed = await server.fetch(guanceUrl, { method: 'POST', headers, body });
  const [accepted] = await Promise.all([
    server.waitFor(({ outcome }) => outcome === 'accepted'),
    server.fetch(guanceUrl, { method: 'POST', headers, body }),
  ]);
  expect([failed.status, accepted.api]).toEqual([500, 'guance']);
});

it('reaches the admin API', async () => {
  const server = await pushServer();
  const response = await server.fetch('http://127.0.0.1/__admin/health');
  expect(response.status).toBe(200);
});

it.each(['before-commit', 'after-commit'] as const)(
  'rejects a request that is reset %s like fetch',
  async (when) => {
    const server = await pushServer();
    server.fail({ api: 'guance', kind: 'reset', when, times: 1 });
    const response = server.fetch(guanceUrl, { method: 'POST', headers, body });
    await expect(response).rejects.toThrow(TypeError);
    await expect(response).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(await server.requests()).toHaveLength(when === 'before-commit' ? 0 : 1);
  },
);

it('fails while reading the body of a truncated response', async () => {
  const server = await pushServer();
  server.fail({ api: 'guance', kind: 'truncated', times: 1 });
  const response = await server.fetch(guanceUrl, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow(new TypeError('terminated'));
});

it.each([
  { 'transfer-encoding': 'chunked' },
  { 'content-length': '3' },
  { 'content-length': '3000', connection: 'close' },
])(
  'sets its own framing headers, regardless of those copied from another connection: %j',
  async (framing) => {
    const server = await pushServer();
    const sent = { method: 'POST', headers: { ...headers, ...framing }, body };
    expect((await server.fetch(guanceUrl, sent)).status).toBe(200);
    expect((await server.fetch(guanceUrl, { headers: framing as HeadersInit })).status).toBe(405);
  },
);

it('ends a request that is aborted while its body is being read', async () => {
  const server = await pushServer();
  const abort = new AbortController();
  const sent = { method: 'POST', headers, body: new ReadableStream(), duplex: 'half' };
  const response = server.fetch(guanceUrl, { ...sent, signal: abort.signal } as RequestInit);
  abort.abort(new Error('no longer needed'));
  await expect(response).rejects.toThrow('no longer needed');
});

it('ends a streamed body with the abort reason', async () => {
  const server = await pushServer();
  const abort = new AbortController();
  const { body: stream } = await server.fetch('http://localhost/__admin/events', { signal: abort.signal });
  const reader = stream?.getReader();
  await reader?.read();
  abort.abort();
  await expect(reader?.read()).rejects.toMatchObject({ name: 'AbortError' });
});

it('ends a request when its caller aborts it', async () => {
  const server = await pushServer();
  server.fail({ api: 'guance', kind: 'delay', delayMs: 60_000, times: 1 });
  const abort = new AbortController();
  const response = server.fetch(guanceUrl, { method: 'POST', headers, body, signal: abort.signal });
  await server.waitFor(() => true);
  abort.abort();
  await expect(response).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends bytes that are not UTF-8 unchanged', async () => {
  const server = await pushServer();
  await server.fetch(guanceUrl, { method: 'POST', headers, body: Buffer.from([0x7b, 0xff, 0x7d]) });
  expect((await server.requests())[0]?.outcome).toBe('rejected');
});

it('returns a redirect with redirect: manual', async () => {
  const server = await pushServer();
  const response = await server.fetch('http://x//v2/push/', {
    method: 'POST',
    body: '{}',
    redirect: 'manual',
  });
  expect([response.status, response.headers.get('location')]).toEqual([301, '/v2/push/']);
});

it('follows a redirect by default, with GET as fetch does', async () => {
  const server = await pushServer({ profile: 'receiver' });
  await server.fetch('http://x//v2/push/', { method: 'POST', body: '{}' });
  const paths = (await server.requests()).map(({ operation, status }) => [operation, status]);
  expect(paths).toEqual([
    [null, 301],
    ['pushCustomReport', 400],
  ]);
});

it('rejects a redirect with redirect: error', async () => {
  const server = await pushServer();
  const response = server.fetch('http://x//v2/push/', { method: 'POST', body: '{}', redirect: 'error' });
  await expect(response).rejects.toThrow('unexpected redirect to /v2/push/');
});

it('applies the limits of listen(), such as the maximum head size', async () => {
  const server = await pushServer();
  const large = { ...headers, 'x-large': 'x'.repeat(20_000) };
  const response = await server.fetch(guanceUrl, { method: 'POST', headers: large, body });
  expect(response.status).toBe(431);
});

it('rejects after close()', async () => {
  const server = await createServer();
  await server.close();
  await expect(server.fetch(guanceUrl, { method: 'POST', headers, body })).rejects.toThrow(
    'the server is closed',
  );
});

async function pushServer(options: ServerOptions = {}): Promise<PushServer> {
  const server = await createServer(options);
  onTestFinished(() => server.close());
  return server;
}
