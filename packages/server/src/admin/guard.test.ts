import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createServer } from '../index.ts';
import { type PlainRequest, send, startServer } from '../server.fixture.ts';

const own = parseConfig({
  blueking: { dataIds: [{ dataId: 7, accessToken: 'own-token', kind: 'event' }] },
  cloudmonitor: { accounts: [{ id: 'a', keys: [{ accessKeyId: 'k', accessKeySecret: 'own-secret' }] }] },
  guance: { apiKeys: [], monitors: [{ secret: 'own-monitor' }] },
});

const ask = (url: string, headers: Record<string, string>, request: Partial<PlainRequest> = {}) =>
  send(url, { method: 'GET', path: '/__admin/requests', ...request, headers });
const statusOf = async (...request: Parameters<typeof ask>) => (await ask(...request)).status;

it('accepts only host names of this machine', async () => {
  const { url } = await startServer();
  for (const host of ['127.0.0.1', 'localhost:4010', 'LOCALHOST', '127.8.8.8:1', '[::1]:4010'])
    expect([host, await statusOf(url, { host })]).toEqual([host, 200]);
  for (const host of [
    'evil.example',
    'evil.example:4010',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
  ])
    expect([host, await statusOf(url, { host })]).toEqual([host, 403]);
});

it('rejects pages of other sites', async () => {
  const { url } = await startServer();
  const { host } = new URL(url);
  expect(await statusOf(url, { origin: `http://${host}` })).toBe(200);
  for (const origin of [
    'http://evil.example',
    'null',
    `https://${host}`,
    'http://127.0.0.1:1',
    `${url}.evil.example`,
  ])
    expect([origin, await statusOf(url, { origin })]).toEqual([origin, 403]);
});

it('rejects changes from other sites', async () => {
  const { url } = await startServer();
  const reset = { method: 'POST', path: '/__admin/reset' };
  for (const site of ['same-origin', 'none'])
    expect([site, await statusOf(url, { 'sec-fetch-site': site }, reset)]).toEqual([site, 200]);
  for (const site of ['cross-site', 'same-site', 'whatever'])
    expect([site, await statusOf(url, { 'sec-fetch-site': site }, reset)]).toEqual([site, 403]);
});

it('names the wrong header', async () => {
  const { url } = await startServer();
  expect((await ask(url, { host: 'evil.example' })).text).toContain('Host');
  expect((await ask(url, { origin: 'null' })).text).toContain('Origin');
});

it('requires the token if one is set', async () => {
  const { url } = await startServer({ adminToken: 'the-token' });
  const refused = await ask(url, {});
  expect(refused).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  for (const authorization of [
    'Bearer the-toke',
    'Bearer the-token1',
    'Bearer',
    'Basic the-token',
    'the-token',
  ])
    expect([authorization, await statusOf(url, { authorization })]).toEqual([authorization, 401]);
  expect(await statusOf(url, { authorization: 'Bearer the-token' })).toBe(200);
});

it('generates a token when it listens on a public host', async () => {
  const server = await createServer({ config: own });
  try {
    const { url, adminToken = '' } = await server.listen({ port: 0, host: '0.0.0.0' });
    const local = url.replace('0.0.0.0', '127.0.0.1');
    expect(adminToken).toMatch(/^[\w-]{32}$/);
    expect(await statusOf(local, { host: 'tests.example' })).toBe(401);
    const authorization = `Bearer ${adminToken}`;
    expect(await statusOf(local, { host: 'tests.example', authorization })).toBe(200);
    expect(
      await statusOf(local, { host: 'tests.example', authorization, origin: 'http://evil.example' }),
    ).toBe(403);
  } finally {
    await server.close();
  }
});

it('generates no token on loopback', async () => {
  const server = await createServer();
  expect(await server.listen({ port: 0 })).toEqual({ url: expect.any(String) });
  await server.close();
});

it('requires no token on vendor paths', async () => {
  const { url } = await startServer({ adminToken: 'the-token' });
  expect((await send(url, { path: '/v2/push/', headers: { host: 'bk.example' }, body: '{}' })).status).toBe(
    401,
  );
  expect((await send(url, { path: '/v2/push/', body: '{}' })).text).toContain('token');
});

it('sends headers that fit plain HTTP', async () => {
  const { url } = await startServer();
  const { headers } = await ask(url, {});
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBeUndefined();
});
