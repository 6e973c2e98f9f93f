import { expect, it } from 'vitest';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

const point = (target: string) => bluekingReport('metric', { metrics: { load: 1 }, target });

it('leads from page to page', async () => {
  const { url } = await startServer();
  for (const target of ['a', 'b', 'c', 'd', 'e']) await send(url, acceptedRequest('blueking', point(target)));
  await send(url, acceptedRequest('guance'));
  const ids: string[] = [];
  let next: string | null = '/__admin/requests?vendor=blueking&limit=2';
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

it('finds a text in target, body and answer, whatever its letter case', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('blueking', point('web-042')));
  await send(url, acceptedRequest('guance'));
  const found = async (text: string) =>
    (await admin(url, `GET /requests?text=${encodeURIComponent(text)}`)).body.requests.map(
      ({ vendor }: { vendor: string }) => vendor,
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
  const { body } = await admin(url, 'GET /requests?text=needle&vendor=blueking&limit=1');
  expect(body.requests).toHaveLength(1);
  expect(body.next).toBeNull();
});

it.each([
  ['POST', '/v2/push/', '/blueking/reasons/#malformed-json'],
  ['POST', '/v2/pushed', '/blueking/'],
])('says which page explains what is wrong with %s %s', async (method, path, page) => {
  const { url } = await startServer();
  await fetch(url + path, { method, body: '{' });
  const { body } = await admin(url, 'GET /requests?limit=1');
  expect(body.requests[0].reasons[0].page).toBe(page);
});
