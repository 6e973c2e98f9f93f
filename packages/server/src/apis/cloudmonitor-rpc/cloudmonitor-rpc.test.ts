import { createServer as createHttpServer } from 'node:http';
import { developmentConfig } from '@pushspec/contract';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../../index.ts';
import {
  acceptedRequest,
  NOW,
  type PlainRequest,
  rpcRequest,
  send,
  sendRaw,
  startServer,
} from '../../server.fixture.ts';

const parsed = async (url: string, request: PlainRequest) => {
  const { status, text, headers } = await send(url, request);
  return { status, body: JSON.parse(text), headers };
};

it('accepts PutCustomEvent in the query or a form, and records its events', async () => {
  const server = await startServer();
  const query = '/?EventInfo.1.EventName=a+b&EventInfo.1.Content=%E7%86%8A';
  expect((await parsed(server.url, rpcRequest('', { target: query }))).status).toBe(200);
  expect((await parsed(server.url, rpcRequest())).body).toMatchObject({ Code: '200', Message: 'success' });
  const [inQuery, form] = await server.requests();
  expect(inQuery).toMatchObject({ operation: 'putCustomEvent', items: [{ result: { EventName: 'a b' } }] });
  expect(form).toMatchObject({ summary: { title: 'n', items: 1 }, items: [{ result: { GroupId: '0' } }] });
});

it('responds to a POST without an action with MissingAction, and shows the site to a GET', async () => {
  const server = await startServer();
  expect(await parsed(server.url, { path: '/' })).toMatchObject({
    status: 400,
    body: { Code: 'MissingAction', HostId: new URL(server.url).host },
  });
  expect((await send(server.url, { method: 'GET', path: '/' })).status).toBe(200);
  expect((await parsed(server.url, { method: 'GET', path: '/?Action=Other' })).body.Code).toBe(
    'InvalidAction.NotFound',
  );
});

it('serves the API under a prefix too', async () => {
  const { url } = await startServer();
  expect((await parsed(url, rpcRequest(undefined, { target: '/rpc/' }))).status).toBe(200);
  expect((await parsed(url, { path: '/rpc/' })).body.Code).toBe('MissingAction');
});

it('leaves requests for / without an action to the application in which the router is mounted', async () => {
  const server = await createServer({ clock: () => NOW });
  const app = express();
  app.use(server.router as never);
  app.all('/', (_request, response) => void response.send('home'));
  const http = createHttpServer(app);
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    http.close();
    await server.close();
  });
  const url = `http://127.0.0.1:${(http.address() as { port: number }).port}`;
  expect((await send(url, { path: '/' })).text).toBe('home');
  expect((await send(url, { method: 'GET', path: '/' })).text).toBe('home');
  expect((await send(url, rpcRequest())).status).toBe(200);
});

it('verifies a signature in a router that is mounted below a path', async () => {
  const server = await createServer({ clock: () => NOW });
  const app = express();
  app.use('/gateway', server.router as never);
  const http = createHttpServer(app);
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    http.close();
    await server.close();
  });
  const url = `http://127.0.0.1:${(http.address() as { port: number }).port}`;
  const target = '/gateway/?EventInfo.1.EventName=n&EventInfo.1.Content=c';
  expect((await send(url, rpcRequest('', { target }))).status).toBe(200);
});

it('rejects a nonce that was used, until its window is over', async () => {
  let now = NOW;
  const server = await startServer({ clock: () => now });
  const request = rpcRequest();
  const codes = async () => (await parsed(server.url, request)).body.Code;
  expect([await codes(), await codes()]).toEqual(['200', 'SignatureNonceUsed']);
  now += 15 * 60_000;
  expect(await codes()).toBe('200');
});

it('remembers a nonce only if the signature is right and the request was kept', async () => {
  const server = await startServer();
  const request = rpcRequest();
  const authorization = `${request.headers.authorization?.slice(0, -1)}x`;
  const forged = { ...request, headers: { ...request.headers, authorization } };
  expect((await parsed(server.url, forged)).body.Code).toBe('SignatureDoesNotMatch');
  server.fail({ api: 'cloudmonitor-rpc', kind: 'reset', when: 'before-commit' });
  await expect(send(server.url, request)).rejects.toThrow();
  expect((await parsed(server.url, request)).body.Code).toBe('200');
});

it('counts requests of both APIs of an account together', async () => {
  const server = await startServer();
  const upload = Array.from({ length: 20 }, () => acceptedRequest('cloudmonitor'));
  expect(new Set(await Promise.all(upload.map(async (one) => (await send(server.url, one)).status)))).toEqual(
    new Set([200]),
  );
  const { status, body, headers } = await parsed(server.url, rpcRequest());
  expect({ status, code: body.Code, after: headers['x-acs-retry-after'] }).toEqual({
    status: 400,
    code: 'Throttling.User',
    after: '1000',
  });
});

it('accepts a request head of 500 KB of encoded values, and rejects one over 2 MiB', async () => {
  const { url } = await startServer();
  const target = `/?EventInfo.1.EventName=n&EventInfo.1.Content=${'%E7%86%8A'.repeat(170_000)}`;
  expect((await parsed(url, rpcRequest('', { target }))).status).toBe(200);
  const raw = (head: string) => `POST /?${head} HTTP/1.1\r\nHost: a\r\nx-acs-action: PutCustomEvent\r\n\r\n`;
  expect(await sendRaw(url, raw('x'.repeat(2 * 1024 * 1024)))).toContain(' 431 ');
});

it('limits the heads of other requests as before', async () => {
  const { url } = await startServer();
  const headers = { 'x-large': 'x'.repeat(20_000) };
  expect((await send(url, { path: '/event/custom/upload', headers })).status).toBe(431);
  expect((await send(url, { method: 'GET', path: '/', headers })).status).toBe(431);
});

it('hides the token in the string to sign of a wrong signature', async () => {
  const key = {
    accessKeyId: 'STS.k',
    accessKeySecret: 'CanarySecret0123',
    securityToken: 'Canary+Token/0123==',
  };
  const config = { ...developmentConfig, cloudmonitor: { accounts: [{ id: 'a', keys: [key] }] } } as never;
  const server = await startServer({ config });
  const target =
    '/?Action=PutCustomEvent&Version=2019-01-01&AccessKeyId=STS.k&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0' +
    `&SignatureNonce=n&Timestamp=${encodeURIComponent(new Date(NOW).toISOString().replace('.000', ''))}` +
    `&SecurityToken=${encodeURIComponent(key.securityToken)}&Signature=wrong`;
  const { body } = await parsed(server.url, { path: target });
  expect(body.Message).toContain('SecurityToken%3DCanary%252BToken');
  const [verdict] = await server.requests();
  for (const path of ['requests', `requests/${verdict?.id}`]) {
    const shown = await (await fetch(`${server.url}/__admin/${path}`)).text();
    expect(shown).toContain('signature-mismatch');
    expect(shown).not.toMatch(/Canary.{1,9}Token/);
  }
});

it('composes and replays signed requests', async () => {
  const server = await startServer();
  const post = async (path: string, body: object = {}) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return (await fetch(`${server.url}/__admin/${path}`, init)).json();
  };
  const json = { EventInfo: [{ name: 'n', content: 'c' }] };
  const tried = await post('try', { api: 'cloudmonitor-rpc', operation: 'putEvent', json });
  expect(tried).toMatchObject({ answer: { status: 200 }, verdict: { operation: 'putEvent' } });
  const replayed = await post(`requests/${tried.verdict.id}/replay`);
  expect(replayed).toMatchObject({ answer: { status: 200 } });
});

it.each([
  ['/?EventInfo.1.EventName=n&EventInfo.1.Content=c&EventInfo.2.Content=c', 'EventInfo.2.EventName'],
  ['/?EventInfo.1=n', 'EventInfo.1'],
])('names an event of %s as the request does, and points into the decoded body', async (target, name) => {
  const server = await startServer();
  const { body } = await parsed(server.url, rpcRequest('', { target }));
  expect(body.Message).toContain(`(at ${name})`);
  const [verdict] = await server.requests();
  expect(verdict?.reasons[0]?.message).toBe(body.Message);
  expect(verdict?.reasons[0]?.pointer).toMatch(/^\/EventInfo\/[01]/);
});
