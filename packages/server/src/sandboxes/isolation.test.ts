import { apiNames, developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { admin } from '../admin/admin.fixture.ts';
import { acceptedRequest, NOW, send, startServer } from '../server.fixture.ts';
import { acceptedBy } from './sandbox.fixture.ts';

it.each(apiNames)('separates requests to %s by their credential', async (api) => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  for (const config of [a.config, b.config, b.config, developmentConfig])
    expect((await send(server.url, acceptedBy[api](config))).status).toBe(200);
  expect((await a.requests()).map(({ sandbox, outcome }) => [sandbox, outcome])).toEqual([
    [a.id, 'accepted'],
  ]);
  expect(await b.requests()).toHaveLength(2);
  expect(await server.requests()).toHaveLength(4);
  expect(await server.requests({ sandbox: b.id })).toHaveLength(2);
  expect(await server.requests({ sandbox: '' })).toMatchObject([{ api, outcome: 'accepted' }]);
});

it('counts the limits of each sandbox separately', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  const once = { requests: 1, windowSeconds: 60, algorithm: 'fixed', scope: 'workspace' };
  const rateLimits = [{ ...once, reason: 'rate-limited-workspace' }];
  await a.configure('guance', { rateLimits });
  await b.configure('guance', { rateLimits });
  const sent = async ({ config }: typeof a) => (await send(server.url, acceptedBy.guance(config))).status;
  expect([await sent(a), await sent(a), await sent(b), await sent(b)]).toEqual([200, 401, 200, 401]);
  expect((await send(server.url, acceptedRequest('guance'))).status).toBe(200);
  await a.reset();
  expect([await sent(a), await sent(a)]).toEqual([200, 200]);
});

it('applies faults only to requests of their sandbox', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  a.fail({ api: 'guance', reason: 'internal-error' });
  const statusOf = async ({ config }: { config: typeof developmentConfig }) =>
    (await send(server.url, acceptedBy.guance(config))).status;
  expect(await statusOf(b)).toBe(200);
  expect(await statusOf({ config: developmentConfig })).toBe(200);
  expect(await statusOf(a)).toBe(500);
  server.fail({ api: 'guance', reason: 'internal-error' });
  expect(await statusOf(a)).toBe(200);
  expect(await statusOf({ config: developmentConfig })).toBe(500);
});

it('uses the clock of the sandbox, also for the time of arrival', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  a.clock.freeze(0);
  server.clock.advance(3_600_000);
  const request = (config: typeof developmentConfig) => send(server.url, acceptedBy.cloudmonitor(config));
  expect((await request(a.config)).status).toBe(403);
  expect((await request(b.config)).status).toBe(200);
  expect(await a.requests()).toMatchObject([
    { receivedAt: '1970-01-01T00:00:00.000Z', reasons: [{ code: 'date-skewed' }] },
  ]);
  expect(await b.requests()).toMatchObject([{ receivedAt: new Date(NOW).toISOString() }]);
});

it('resets sandboxes and the rest of the server independently', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  const both = async () => {
    await send(server.url, acceptedBy.guance(sandbox.config));
    await send(server.url, acceptedRequest('guance'));
  };
  await both();
  sandbox.fail({ api: 'blueking', reason: 'internal-error' });
  await server.reset();
  expect([await server.requests({ sandbox: '' }), (await sandbox.requests()).length]).toEqual([[], 1]);
  expect((await send(server.url, acceptedBy.blueking(sandbox.config))).status).toBe(500);
  await both();
  await sandbox.reset();
  expect(await sandbox.requests()).toEqual([]);
  expect(await server.requests()).toHaveLength(1);
});

it('tracks open faults per sandbox', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  await send(server.url, acceptedBy.guance(a.config));
  const open = async (query: string) =>
    (await admin(server.url, `GET /guance/unrecovered${query}`)).body.total;
  // A change of the configuration reads them from the records again.
  await a.configure('guance', { rateLimits: 'off' });
  await b.configure('guance', { rateLimits: 'off' });
  await server.configure('guance', { rateLimits: 'off' });
  expect(await open(`?sandbox=${a.id}`)).toBe(1);
  expect(await open(`?sandbox=${b.id}`)).toBe(0);
  expect(await open('')).toBe(0);
});

it('waits only for requests of the sandbox', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  const found = sandbox.waitFor(({ api }) => api === 'guance');
  await send(server.url, acceptedRequest('guance'));
  await send(server.url, acceptedBy.guance(sandbox.config));
  expect((await found).sandbox).toBe(sandbox.id);
});

it('finds sandboxes without a port', async () => {
  const server = await startServer();
  const { config, requests } = await server.sandbox();
  const { path, headers, body } = acceptedBy.guance(config);
  const response = await server.fetch(`http://localhost${path}`, {
    method: 'POST',
    headers,
    body,
  } as RequestInit);
  expect([response.status, (await requests()).length]).toEqual([200, 1]);
});
