import { expect, it } from 'vitest';
import { acceptedRequest, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

it('lists the credentials without their secrets', async () => {
  const { url } = await startServer();
  const { body } = await admin(url, 'GET /credentials');
  expect(body.credentials).toContainEqual({
    api: 'cloudmonitor',
    name: 'devAccessKeyId',
    account: 'dev',
    accessKeyId: 'devAccessKeyId',
    authorized: true,
    secrets: { accessKeySecret: '…cret' },
  });
  // Two APIs have the keys of the same accounts.
  const accountKeys = ['devAccessKeyId', 'STS.devAccessKeyId', 'devUnauthorizedKeyId'];
  expect(body.credentials.map(({ name }: { name: string }) => name)).toEqual([
    ...['1500101', '1500102', ...accountKeys, ...accountKeys],
    ...['datakit/push', 'monitor 2', 'alerts'],
  ]);
});

it('lists the limits of the contract', async () => {
  const { url } = await startServer();
  const { body } = await admin(url, 'GET /limits');
  expect(body.limits.find(({ api }: { api: string }) => api === 'cloudmonitor')).toMatchObject({
    rateLimits: [{ requests: 20, windowSeconds: 1 }],
    clockSkewSeconds: 900,
  });
});

it('changes the rate limits until the next reset', async () => {
  const { url } = await startServer();
  const limit = {
    requests: 1,
    windowSeconds: 1,
    scope: 'account',
    algorithm: 'sliding',
    reason: 'rate-limited',
  };
  const { body } = await admin(url, 'PUT /config/cloudmonitor', { rateLimits: [limit] });
  const rateLimits = [limit];
  expect(body.limits).toMatchObject([
    { api: 'cloudmonitor', rateLimits },
    { api: 'cloudmonitor-rpc', operation: 'putCustomEvent', rateLimits },
    { api: 'cloudmonitor-rpc', operation: 'putEvent', rateLimits },
  ]);
  const sent = async () => (await send(url, acceptedRequest('cloudmonitor'))).status;
  expect([await sent(), await sent()]).toEqual([200, 403]);
  await admin(url, 'POST /reset');
  expect([await sent(), await sent()]).toEqual([200, 200]);
});

it('keeps omitted settings', async () => {
  const { url } = await startServer();
  await admin(url, 'PUT /config/guance', { requireApiKey: true });
  await admin(url, 'PUT /config/guance', { rateLimits: 'off' });
  const { path, headers, body } = acceptedRequest('guance');
  expect((await send(url, { path, headers, body })).status).toBe(403);
  const authorized = { ...headers, 'df-api-key': 'dev-api-key' };
  expect((await send(url, { path, headers: authorized, body })).status).toBe(200);
});

it('changes nothing if a setting is invalid, and names its path', async () => {
  const { url } = await startServer();
  for (const [api, settings, path] of [
    ['blueking', { rateLimits: 'none' }, '/blueking/rateLimits'],
    ['guance', { dataIds: [] }, '/guance'],
    [
      'guance',
      { rateLimits: [{ requests: 1, windowSeconds: 1, scope: 'x', algorithm: 'fixed', reason: 'no-such' }] },
      '/guance/rateLimits/0/reason',
    ],
  ] as const) {
    const { status, body } = await admin(url, `PUT /config/${api}`, settings);
    expect({ status, error: body.error }).toEqual({ status: 400, error: expect.stringContaining(path) });
  }
  expect((await admin(url, 'PUT /config/unknown', {})).status).toBe(400);
  expect((await send(url, acceptedRequest('guance'))).status).toBe(200);
});

it('describes itself', async () => {
  const { url } = await startServer();
  const { body } = await admin(url, 'GET /openapi.json');
  expect(body.openapi).toBe('3.1.1');
  expect(Object.keys(body.paths)).toContain('/__admin/events');
});
