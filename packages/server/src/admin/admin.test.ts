import { apiNames, parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';

const get = async (url: string, path: string) => {
  const response = await fetch(`${url}/__admin${path}`);
  return { status: response.status, body: await response.json() };
};

it('reports its health, profile and APIs', async () => {
  const { url } = await startServer({ profile: 'receiver' });
  expect(await get(url, '/health')).toMatchObject({
    status: 200,
    body: { status: 'ok', profile: 'receiver', apis: [...apiNames] },
  });
});

it('lists requests, newest first', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('guance'));
  const { body } = await get(url, '/requests');
  expect(body.requests.map(({ api }: { api: string }) => api)).toEqual(['guance', 'blueking']);
  expect(body.kept).toBe(2);
});

it('filters by API, outcome and reason', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('guance'));
  await send(url, acceptedRequest('blueking', bluekingReport('metric')));
  const count = async (query: string) => (await get(url, `/requests?${query}`)).body.requests.length;
  expect(await count('api=guance')).toBe(1);
  expect(await count('outcome=rejected')).toBe(1);
  expect(await count('reason=data-empty')).toBe(1);
  expect(await count('api=guance&reason=data-empty')).toBe(0);
});

it('returns pages', async () => {
  const { url } = await startServer();
  for (let count = 0; count < 5; count++) await send(url, acceptedRequest('guance'));
  const first = (await get(url, '/requests?limit=2')).body.requests;
  const second = (await get(url, `/requests?limit=2&before=${first[1].id}`)).body.requests;
  const all = (await get(url, '/requests')).body.requests;
  expect([...first, ...second].map(({ id }) => id)).toEqual(
    all.slice(0, 4).map(({ id }: { id: string }) => id),
  );
});

it('rejects a query that its document does not allow', async () => {
  const { url } = await startServer();
  expect((await get(url, '/requests?limit=0')).status).toBe(400);
  expect((await get(url, '/requests?api=unknown')).body.error).toContain('api');
});

it('responds with 404 for an unknown request', async () => {
  const { url } = await startServer();
  expect((await get(url, '/requests/none')).status).toBe(404);
});

it('shows a request without its secrets', async () => {
  const secrets = [
    'canary-token-1234567890',
    'canary-secret-1234567890',
    'canary-monitor-1234567890',
    'canary-api-key-123',
  ];
  const [accessToken = '', accessKeySecret = '', secret = '', apiKey = ''] = secrets;
  const config = parseConfig({
    blueking: { dataIds: [{ dataId: 7, accessToken, kind: 'event' }] },
    cloudmonitor: { accounts: [{ id: 'a', keys: [{ accessKeyId: 'k', accessKeySecret }] }] },
    guance: { apiKeys: [apiKey], monitors: [{ secret, subUri: 'x' }] },
  });
  const { url } = await startServer({ config });
  const wrong = { data_id: 8, access_token: accessToken, data: [] };
  await send(url, { path: '/v2/push/', body: JSON.stringify(wrong) });
  await send(url, {
    ...acceptedRequest('guance'),
    path: `/api/v1/push-events/${secret}/x`,
    headers: { 'df-api-key': apiKey },
  });
  const { body: list } = await get(url, '/requests');
  const records = await Promise.all(
    list.requests.map(({ id }: { id: string }) => get(url, `/requests/${id}`)),
  );
  const everything = JSON.stringify([list, records]);
  for (const canary of secrets) expect(everything).not.toContain(canary);
});

it('masks an unknown token', async () => {
  const { url } = await startServer();
  await send(url, {
    path: '/v2/push/',
    body: '{"data_id": 1, "access_token": "somebody-elses-token", "data": []}',
  });
  const { body: list } = await get(url, '/requests');
  const { body: record } = await get(url, `/requests/${list.requests[0].id}`);
  expect(JSON.stringify([list, record.request])).not.toContain('somebody-elses-token');
});

it('clears everything on reset', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('guance'));
  const response = await fetch(`${url}/__admin/reset`, { method: 'POST' });
  expect(await response.json()).toEqual({ ok: true });
  expect((await get(url, '/requests')).body.requests).toEqual([]);
});

it('sets faults', async () => {
  const { url } = await startServer();
  const set = (fault: object) =>
    fetch(`${url}/__admin/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  expect((await set({ api: 'guance', reason: 'internal-error' })).status).toBe(200);
  expect((await send(url, acceptedRequest('guance'))).status).toBe(500);
  expect((await set({ api: 'guance', reason: 'no-such-reason' })).status).toBe(400);
});
