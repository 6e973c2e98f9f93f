/** Checks `server.router` in an Express app that is not ours and may consume parts of a request first. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import { developmentConfig } from '@pushspec/contract';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import compression from 'compression';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import { expect, it, onTestFinished } from 'vitest';

const [monitor] = developmentConfig.guance.monitors;
const guancePath = `/api/v1/push-events/${monitor?.secret}/${monitor?.subUri}`;
const event = JSON.stringify({ event: { status: 'error', title: 'disk full' } });
const json = { 'content-type': 'application/json' };

it('serves an API under a base path of the host app', async () => {
  const server = await pushServer();
  const url = await listen(express().use('/mock', server.router));
  const response = await fetch(`${url}/mock${guancePath}`, { method: 'POST', headers: json, body: event });
  expect([response.status, await outcomes(server)]).toEqual([200, ['accepted']]);
});

it('checks the signature of CloudMonitor over the path that the client sent', async () => {
  const server = await pushServer();
  const url = await listen(express().use('/mock', server.router));
  const body = '[{"name":"deploy","content":"1.4"}]';
  const path = '/mock/event/custom/upload';
  const [key] = developmentConfig.cloudmonitor.accounts[0]?.keys ?? [];
  if (!key) throw new Error('the development configuration has no key');
  const { headers } = await signedHeaders({
    method: 'POST',
    url: url + path,
    body: Buffer.from(body),
    credentials: key,
  });
  const response = await fetch(url + path, { method: 'POST', headers, body });
  expect([response.status, await outcomes(server)]).toEqual([200, ['accepted']]);
});

it('leaves other paths and all properties of their requests to the host app', async () => {
  const server = await pushServer();
  const app = express().use('/mock', server.router);
  app.use((request, response) => {
    response.json({
      url: request.url,
      originalUrl: request.originalUrl,
      baseUrl: request.baseUrl,
      query: request.query,
    });
  });
  const response = await fetch(`${await listen(app)}/mock/other?a=1`);
  expect(await response.json()).toEqual({
    url: '/mock/other?a=1',
    originalUrl: '/mock/other?a=1',
    baseUrl: '',
    query: { a: '1' },
  });
});

it('explains how to mount it if express.json() consumed the body', async () => {
  const server = await pushServer();
  const app = express().use(express.json(), server.router, messageOfError);
  const response = await fetch((await listen(app)) + guancePath, {
    method: 'POST',
    headers: json,
    body: event,
  });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('mount the router before express.json()');
});

it('does not wait for an empty body that another parser has consumed', async () => {
  const server = await pushServer();
  const app = express().use(express.json(), server.router, messageOfError);
  const response = await fetch((await listen(app)) + guancePath, { method: 'POST', headers: json, body: '' });
  expect(await response.text()).toContain('mount the router before express.json()');
});

it.each(['', event])('explains how to mount it if the body %j was decoded', async (body) => {
  const server = await pushServer();
  const decoding = express().use((request, _response, next) => next(void request.setEncoding('utf8')));
  const url = await listen(decoding.use(server.router, messageOfError));
  const response = await fetch(url + guancePath, { method: 'POST', headers: json, body });
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.stringContaining('mount the router'),
  ]);
  expect(await outcomes(server)).toEqual([]);
});

it('reads a body that the host app has paused', async () => {
  const server = await pushServer();
  const pausing = express().use((request, _response, next) => next(void request.pause()));
  const url = await listen(pausing.use(server.router));
  const response = await fetch(url + guancePath, { method: 'POST', headers: json, body: event });
  expect([response.status, await outcomes(server)]).toEqual([200, ['accepted']]);
});

it.each([
  [
    'req.rawBody',
    express.json({ verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }) }),
  ],
  ['a Buffer in req.body', express.raw({ type: '*/*' })],
])('uses the bytes that an earlier parser kept in %s', async (_, parser) => {
  const server = await pushServer();
  const app = express().use(parser, server.router);
  const response = await fetch((await listen(app)) + guancePath, {
    method: 'POST',
    headers: json,
    body: event,
  });
  expect([response.status, await outcomes(server)]).toEqual([200, ['accepted']]);
});

it('works behind helmet and compression', async () => {
  const server = await pushServer();
  const app = express().use(helmet(), compression({ threshold: 0 }), server.router);
  const response = await fetch((await listen(app)) + guancePath, {
    method: 'POST',
    headers: json,
    body: event,
  });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.json()).toMatchObject({ code: 200 });
});

it('ignores the value that an extended query parser gives `_openapi`', async () => {
  const server = await pushServer();
  const app = express().set('query parser', 'extended').use(server.router);
  const target = `${await listen(app)}${guancePath}?_openapi[schema][parameters]=x`;
  const response = await fetch(target, { method: 'POST', headers: json, body: event });
  expect([response.status, await outcomes(server)]).toEqual([200, ['accepted']]);
});

it.each(['/api/v1/push-events/%ff/x', `${guancePath.replace('datakit/', 'datakit%2F')}`])(
  'receives the path %s as it was sent',
  async (path) => {
    const server = await pushServer();
    const url = await listen(express().use(server.router));
    await sendRaw(url, `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    const [request] = await server.requests();
    expect(request).toMatchObject({ api: 'guance' });
  },
);

it('keeps a record of a path with a leading //', async () => {
  const server = await pushServer();
  const url = await listen(express().use(server.router));
  await sendRaw(
    url,
    `POST /${guancePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('unknown-path');
});

it('serves a plain listener without any Express app', async () => {
  const server = await pushServer();
  const url = await listen((request, response) =>
    server.router(request, response, () => response.end('other')),
  );
  const response = await fetch(url + guancePath, { method: 'POST', headers: json, body: event });
  const other = await fetch(`${url}/other`);
  expect([response.status, await other.text()]).toEqual([200, 'other']);
});

it('isolates two servers in one app', async () => {
  const [one, two] = [await pushServer(), await pushServer({ config: { guance: { requireApiKey: true } } })];
  const url = await listen(express().use('/one', one.router).use('/two', two.router));
  for (const path of ['/one', '/two']) {
    await fetch(url + path + guancePath, { method: 'POST', headers: json, body: event });
  }
  expect([await outcomes(one), await outcomes(two)]).toEqual([['accepted'], ['rejected']]);
});

it('has no admin API and no pages', async () => {
  const server = await pushServer();
  const url = await listen(express().use(server.router));
  const responses = await Promise.all(['/__admin/health', '/inspector/'].map((path) => fetch(url + path)));
  expect(responses.map(({ status }) => status)).toEqual([404, 404]);
});

it('uses the configuration set with configure() after mounting', async () => {
  const server = await pushServer();
  const url = await listen(express().use(server.router));
  await server.configure('guance', { requireApiKey: true });
  await fetch(url + guancePath, { method: 'POST', headers: json, body: event });
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('api-key-missing');
});

it('accepts a request target on listen() that Express cannot parse', async () => {
  const server = await pushServer();
  const { url } = await server.listen({ port: 0 });
  const head = `POST http://[x${guancePath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`;
  await sendRaw(url, `${head}\r\nContent-Length: ${event.length}\r\nConnection: close\r\n\r\n${event}`);
  expect(await outcomes(server)).toEqual(['accepted']);
});

async function pushServer(options: ServerOptions = {}): Promise<PushServer> {
  const server = await createServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function listen(app: RequestListener): Promise<string> {
  const http = createHttpServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const messageOfError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status).send(error.message);
};

async function outcomes(server: PushServer): Promise<string[]> {
  return (await server.requests()).map(({ outcome }) => outcome);
}

/** Sends raw bytes, because `fetch` and `http.request` would normalize the path. */
function sendRaw(url: string, bytes: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
    });
    socket.once('end', () => resolve(received)).once('error', reject);
  });
}
