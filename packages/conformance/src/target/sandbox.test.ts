import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { developmentConfig, freshConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { httpTarget } from './http-target.ts';

interface ReceivedCall {
  call: string;
  sandbox: string | undefined;
  authorization: string | undefined;
}

/** Starts a server with an admin API, with or without sandboxes. */
async function endpoint(health: object, created: { status: number; body: object }) {
  const calls: ReceivedCall[] = [];
  const server = createHttpServer((request: IncomingMessage, response) => {
    request.resume();
    const { method, url, headers } = request;
    calls.push({
      call: `${method} ${url}`,
      sandbox: headers['x-pushspec-sandbox'] as string | undefined,
      authorization: headers.authorization,
    });
    const isCreation = url === '/__admin/sandboxes';
    const { status, body } = isCreation
      ? created
      : { status: 200, body: url?.endsWith('health') ? health : {} };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const health = { status: 'ok', apis: [], sandboxes: { open: 0, most: 9 } };
const config = freshConfig(developmentConfig);
const created = { status: 201, body: { id: 'a1', config } };
const common = { config: developmentConfig, profile: 'documented', usesSandbox: true } as const;
const request = { method: 'POST', target: '/x', headers: {}, body: undefined };

it('opens a sandbox, uses its credentials, and removes it', async () => {
  const { url, calls } = await endpoint(health, created);
  const target = await httpTarget({ ...common, url, adminToken: 'the-token' });
  expect(target.config).toEqual(config);
  await target.send(request);
  await target.fail?.({ api: 'guance', reason: 'internal-error' });
  await target.close();
  const authorization = 'Bearer the-token';
  const admin = { authorization, sandbox: undefined };
  expect(calls).toEqual([
    { call: 'GET /__admin/health', ...admin },
    { call: 'POST /__admin/sandboxes', ...admin },
    { call: 'GET /__admin/clock?sandbox=a1', ...admin },
    { call: 'POST /x', sandbox: 'a1', authorization: undefined },
    { call: 'POST /__admin/faults?sandbox=a1', ...admin },
    { call: 'DELETE /__admin/sandboxes/a1', ...admin },
  ]);
});

it.each([
  ['it is not requested', health, false],
  ['the server has none', { status: 'ok', apis: [] }, true],
])('works without a sandbox if %s', async (_, response, usesSandbox) => {
  const { url, calls } = await endpoint(response, created);
  const target = await httpTarget({ ...common, url, usesSandbox });
  await target.send(request);
  await target.close();
  expect(target.config).toEqual(developmentConfig);
  expect(calls.map(({ call, sandbox }) => [call, sandbox])).toEqual([
    ['GET /__admin/health', undefined],
    ['GET /__admin/clock', undefined],
    ['POST /x', undefined],
  ]);
});

it('reports why the server refuses', async () => {
  const { url } = await endpoint(health, { status: 503, body: { error: 'there are too many' } });
  await expect(httpTarget({ ...common, url })).rejects.toMatchObject({
    name: 'SandboxError',
    status: 503,
    message: 'the server did not open a sandbox for the run: there are too many',
  });
});
