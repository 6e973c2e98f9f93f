import { apiNames, parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { acceptedBy } from '../sandboxes/sandbox.fixture.ts';
import { acceptedRequest, NOW, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

async function serverWithSandbox() {
  const server = await startServer();
  const { body } = await admin(server.url, 'POST /sandboxes', { name: 'orders', ttlSeconds: 60 });
  return { ...server, id: body.id as string, config: parseConfig(body.config) };
}

it('creates a sandbox with its secrets, lists it without them, and deletes it', async () => {
  const { url, id, config } = await serverWithSandbox();
  const times = { createdAt: new Date(NOW).toISOString(), expiresAt: new Date(NOW + 60_000).toISOString() };
  await send(url, acceptedBy.guance(config));
  const { body } = await admin(url, 'GET /sandboxes');
  expect(body).toEqual({ sandboxes: [{ id, name: 'orders', ...times, requests: 1 }] });
  expect((await admin(url, `DELETE /sandboxes/${id}`)).body).toEqual({ ok: true });
  expect((await admin(url, 'GET /sandboxes')).body).toEqual({ sandboxes: [] });
  expect((await admin(url, 'GET /requests')).body.requests).toEqual([]);
});

it('creates a sandbox for one day by default', async () => {
  const { url } = await startServer();
  const { status, body } = await admin(url, 'POST /sandboxes');
  expect([status, body.expiresAt]).toEqual([201, new Date(NOW + 86_400_000).toISOString()]);
  expect(body).not.toHaveProperty('name');
});

it.each([
  'GET /requests',
  'GET /events',
  'GET /faults',
  'GET /clock',
  'GET /credentials',
  'GET /limits',
  'POST /reset',
])('rejects an unknown sandbox and says what to do: %s', async (call) => {
  const { url } = await startServer();
  for (const query of ['sandbox=0123456789ab', 'sandbox=']) {
    const { status, body } = await admin(url, `${call}?${query}` as never);
    expect(status).toBe(404);
    expect(body.error).toMatch(
      /^there is no sandbox "[^"]*": it expired, was deleted, or never existed\..*POST \/__admin\/sandboxes creates one$/,
    );
  }
  expect((await admin(url, 'DELETE /sandboxes/0123456789ab')).status).toBe(404);
});

it('rejects requests that its document does not allow', async () => {
  const { url, id } = await serverWithSandbox();
  expect((await admin(url, 'POST /sandboxes', { ttlSeconds: 0 })).status).toBe(400);
  expect((await admin(url, 'POST /sandboxes', { ttl: 5 })).body.error).toContain('ttl');
  expect((await admin(url, `GET /requests?sandbox=${id}&sandbox=${id}`)).body.error).toBe(
    'the query parameter `sandbox` is given more than once',
  );
  expect((await admin(url, 'GET /requests?sandbx=1')).body.error).toContain('sandbx');
});

it('lists the requests of a sandbox, and all requests without the parameter', async () => {
  const { url, id, config } = await serverWithSandbox();
  for (const api of apiNames) await send(url, acceptedBy[api](config));
  await send(url, acceptedRequest('guance'));
  const of = async (query: string) => (await admin(url, `GET /requests${query}`)).body;
  expect(await of(`?sandbox=${id}`)).toMatchObject({ kept: apiNames.length, dropped: 0, next: null });
  const { requests } = await of('');
  expect(requests.map(({ sandbox }: { sandbox?: string }) => sandbox)).toEqual([
    undefined,
    ...apiNames.map(() => id),
  ]);
  const page = await of(`?sandbox=${id}&limit=${apiNames.length - 1}`);
  expect(page.next).toContain(`sandbox=${id}`);
  expect((await fetch(url + page.next).then((response) => response.json())).requests).toHaveLength(1);
  const other = requests[0].id;
  expect((await admin(url, `GET /requests/${other}?sandbox=${id}`)).status).toBe(404);
});

it('changes faults, clock and configuration of one sandbox, until its reset', async () => {
  const { url, id, config } = await serverWithSandbox();
  const at = `?sandbox=${id}`;
  await admin(url, `POST /faults${at}`, { api: 'guance', reason: 'internal-error' });
  await admin(url, `PUT /clock${at}`, { freeze: '2000-01-01T00:00:00.000Z' });
  await admin(url, `PUT /config/blueking${at}`, { rateLimits: 'off' });
  const state = async (query: string) => ({
    faults: (await admin(url, `GET /faults${query}`)).body.faults.length,
    now: (await admin(url, `GET /clock${query}`)).body.now,
    limits: (await admin(url, `GET /limits${query}`)).body.limits[0].rateLimits.length,
  });
  const first = { faults: 0, now: new Date(NOW).toISOString(), limits: 1 };
  expect(await state(at)).toEqual({ faults: 1, now: '2000-01-01T00:00:00.000Z', limits: 0 });
  expect(await state('')).toEqual(first);
  await admin(url, 'POST /reset');
  expect((await send(url, acceptedBy.guance(config))).status).toBe(500);
  await admin(url, `POST /reset${at}`);
  expect(await state(at)).toEqual(first);
  expect((await admin(url, `GET /requests${at}`)).body.requests).toEqual([]);
});

it('sends requests with the credentials of the sandbox, and sends them again', async () => {
  const { url, id } = await serverWithSandbox();
  const tried = await admin(url, `POST /try?sandbox=${id}`, {
    api: 'cloudmonitor',
    json: [{ name: 'n', content: 'c' }],
  });
  expect(tried.body.verdict).toMatchObject({ outcome: 'accepted', sandbox: id });
  const record = `/requests/${tried.body.verdict.id}`;
  for (const query of [`?sandbox=${id}`, '']) {
    const again = await admin(url, `POST ${record}/replay${query}` as never);
    expect(again.body.verdict).toMatchObject({ outcome: 'accepted', sandbox: id });
    const { body } = await admin(url, `GET ${record}/signature${query}` as never);
    expect(body).toMatchObject({ signature: 'right', isKeyKnown: true });
  }
});

it('streams the requests of the sandbox as they are recorded', async () => {
  const { url, id, config } = await serverWithSandbox();
  const stream = await fetch(`${url}/__admin/events?sandbox=${id}`);
  await send(url, acceptedRequest('guance'));
  await send(url, acceptedBy.blueking(config));
  await admin(url, `DELETE /sandboxes/${id}`);
  // The stream ends with the sandbox.
  const text = await stream.text();
  expect(text.match(/^event: verdict$/gm)).toHaveLength(1);
  expect(text).toContain(`"sandbox":"${id}"`);
});

it('shows the secrets of a sandbox only on creation', async () => {
  const { url, id, config } = await serverWithSandbox();
  const { blueking, cloudmonitor, guance } = config;
  const secrets = [
    ...blueking.dataIds.map(({ accessToken }) => accessToken),
    ...cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeySecret }) => accessKeySecret)),
    ...guance.monitors.map(({ secret }) => secret),
    ...guance.apiKeys,
  ];
  for (const api of apiNames) await send(url, acceptedBy[api](config));
  // In a property that is not known to contain secrets, and in a request outside of sandboxes.
  const body = JSON.stringify({ event: { status: 'ok', title: secrets.join(' ') } });
  await send(url, { ...acceptedRequest('guance'), body });
  const { requests } = (await admin(url, 'GET /requests')).body;
  const shown = await Promise.all(
    [
      ...requests.map((verdict: { id: string }) => `/requests/${verdict.id}`),
      '/sandboxes',
      `/credentials?sandbox=${id}`,
    ].map((path) => admin(url, `GET ${path}` as never)),
  );
  const text = JSON.stringify([requests, shown]);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

it('checks the token before the sandbox', async () => {
  const { url } = await startServer({ adminToken: 'the-token' });
  for (const call of ['GET /requests?sandbox=x', 'POST /sandboxes', 'DELETE /sandboxes/x'] as const)
    expect((await admin(url, call)).status).toBe(401);
});
