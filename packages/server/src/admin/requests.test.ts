import { expect, it } from 'vitest';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

const point = (target: string) => bluekingReport('metric', { metrics: { load: 1 }, target });

it('links to the next page', async () => {
  const { url } = await startServer();
  for (const target of ['a', 'b', 'c', 'd', 'e']) await send(url, acceptedRequest('blueking', point(target)));
  await send(url, acceptedRequest('guance'));
  const ids: string[] = [];
  let next: string | null = '/__admin/requests?api=blueking&limit=2';
  let pages = 0;
  while (next !== null) {
    const { body } = await admin(url, `GET ${next.replace('/__admin', '')}`);
    ids.push(...body.requests.map(({ id }: { id: string }) => id));
    next = body.next;
    pages++;
  }
  expect(pages).toBe(3);
  expect(new Set(ids).size).toBe(5);
});

it('finds a string in target, body and response, in any letter case', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('blueking', point('web-042')));
  await send(url, acceptedRequest('guance'));
  const found = async (text: string) =>
    (await admin(url, `GET /requests?text=${encodeURIComponent(text)}`)).body.requests.map(
      ({ api }: { api: string }) => api,
    );
  expect(await found('WEB-042')).toEqual(['blueking']);
  expect(await found('push-events')).toEqual(['guance']);
  expect(await found('traceId')).toEqual(['guance']);
  expect(await found('nowhere')).toEqual([]);
});

it('combines text with the other filters, over more records than are read at a time', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('blueking', point('needle')));
  for (let sent = 0; sent < 120; sent++) await send(url, acceptedRequest('blueking', point('straw')));
  const { body } = await admin(url, 'GET /requests?text=needle&api=blueking&limit=1');
  expect(body.requests).toHaveLength(1);
  expect(body.next).toBeNull();
});

it.each([
  ['POST', '/v2/push/', '/blueking/reasons/#malformed-json'],
  ['POST', '/v2/pushed', '/blueking/'],
])('names the page that explains %s %s', async (method, path, page) => {
  const { url } = await startServer();
  await fetch(url + path, { method, body: '{' });
  const { body } = await admin(url, 'GET /requests?limit=1');
  expect(body.requests[0].reasons[0].page).toBe(page);
});

it('rejects `before` with the id of a request that is not kept', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance'));
  const sandbox = await server.sandbox();
  const [verdict] = await server.requests();
  for (const query of ['before=nowhere', `before=${verdict?.id}&sandbox=${sandbox.id}`]) {
    const { status, body } = await admin(server.url, `GET /requests?${query}`);
    expect([query, status, body.error]).toEqual([
      query,
      404,
      'no request has the id in `before`: it was removed or never existed; leave out `before` to start with the newest request',
    ]);
  }
  expect((await admin(server.url, `GET /requests?before=${verdict?.id}`)).body.requests).toEqual([]);
});

it.each([
  ['status-invald', 'no API has the reason `status-invald`: did you mean `status-invalid`?'],
  ['status', 'no API has the reason `status`: use one of `'],
])('rejects the reason %s, which no API has', async (reason, message) => {
  const { url } = await startServer();
  await send(url, acceptedRequest('guance', '{"event":{"status":"bad"}}'));
  const { status, body } = await admin(url, `GET /requests?reason=${reason}`);
  expect([status, body.error]).toEqual([400, expect.stringContaining(message)]);
});

it.each(['data-empty', 'unserved-path', 'duplicate-member', 'unknown-secret'])(
  'lists nothing for the reason %s, which no request has',
  async (reason) => {
    const { url } = await startServer();
    await send(url, acceptedRequest('guance'));
    expect((await admin(url, `GET /requests?reason=${reason}&api=guance`)).body.requests).toEqual([]);
  },
);
