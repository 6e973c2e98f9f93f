import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { runningServer, send } from './running-server.fixture.ts';

type Operation = { readonly requestBody?: { readonly required?: boolean }; readonly responses: object };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const DOCUMENT = join(import.meta.dirname, '../../packages/server/admin.openapi.yaml');

const { paths } = parse(await readFile(DOCUMENT, 'utf8')) as { paths: Paths };
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS'];

/** Fills the parameters of a path with the name of an API, which no request or sandbox has as its id. */
const filled = (path: string) => path.replace(/\{\w+\}/g, 'guance');

it.each(Object.keys(paths))('names the methods of %s when it refuses another one', async (path) => {
  const { url } = await runningServer();
  const served = Object.keys(paths[path] ?? {}).map((method) => method.toUpperCase());
  for (const method of METHODS.filter((one) => !served.includes(one))) {
    const { status, headers } = await send(url, { method, path: filled(path) });
    expect([method, status]).toEqual([method, 405]);
    expect(String(headers.allow).split(', ').sort(), method).toEqual(served.sort());
  }
});

it('names the methods of a path also when the sandbox is unknown', async () => {
  const { url } = await runningServer();
  for (const id of ['', 'unknown']) {
    const { status, headers } = await send(url, { method: 'TRACE', path: `/__admin/clock?sandbox=${id}` });
    expect([id, status, String(headers.allow).split(', ').sort()]).toEqual([id, 405, ['GET', 'PUT']]);
    expect(await send(url, { method: 'GET', path: `/__admin/clock?sandbox=${id}` })).toMatchObject({
      status: 404,
    });
  }
});

it.each([
  ['blueking', { dataIds: {} }, 'configuration at /blueking/dataIds: must be array'],
  ['guance', { rateLimits: null }, 'configuration at /guance/rateLimits: must be string,array'],
  ['guance', { dataIds: [] }, 'configuration at /guance: there is no property `dataIds`'],
])('documents the settings that it refuses: %s %j', async (api, settings, message) => {
  const { url } = await runningServer();
  const { status, text } = await send(url, {
    method: 'PUT',
    path: `/__admin/config/${api}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(message) });
});

const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const withBody = operations.filter(({ operation }) => operation.requestBody);

it.each(withBody)('documents its responses to unusable bodies: $method $path', async (one) => {
  const { path, method, operation } = one;
  const { url } = await runningServer();
  const json = { 'content-type': 'application/json' };
  const requests = [
    {},
    { body: '{}' },
    { headers: json, body: '[' },
    { headers: json, body: '{"unknown":1}' },
  ];
  for (const request of requests) {
    const { status, text } = await send(url, { method, path: filled(path), ...request });
    expect(Object.keys(operation.responses), text).toContain(String(status));
    expect(text).not.toContain('undefined');
  }
});

it('refuses with 400 only what the document does not allow', async () => {
  const server = await runningServer();
  const before = operations.find(({ path }) => path === '/__admin/requests')?.operation as unknown as {
    parameters: { name?: string; schema?: object }[];
  };
  expect(before.parameters.find(({ name }) => name === 'before')?.schema).toMatchObject({ minLength: 1 });
  const advance = (advanceMs: number) =>
    send(server.url, {
      method: 'PUT',
      path: '/__admin/clock',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs }),
    });
  expect((await advance(1.7e16)).text).toContain('advanceMs must be <= 253402300799999');
  expect((await advance(1000)).status).toBe(200);
});
