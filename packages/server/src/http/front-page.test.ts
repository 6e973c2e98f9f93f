import { apiNames, loadBundle, readOperations } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { startServer } from '../server.fixture.ts';

const html = { headers: { accept: 'text/html,*/*;q=0.8' } };

it('lists the push APIs and the pages as plain text', async () => {
  const { url } = await startServer();
  const response = await fetch(`${url}/`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await response.text();
  for (const api of apiNames) {
    const [operation] = readOperations(loadBundle(api, 'documented'));
    expect(text).toContain(`${operation?.method.toUpperCase()} ${operation?.path}`);
  }
  expect(text).toContain('/__admin/requests');
  expect(text).toMatch(/[一-鿿]/);
});

it.each([false, true])('links only to pages that it serves, with an inspector: %s', async (hasInspector) => {
  const root = import.meta.dirname;
  const { url } = await startServer(hasInspector ? { inspector: { root, isBuilding: () => true } } : {});
  const page = await (await fetch(`${url}/`, html)).text();
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
  expect(links.includes('/inspector/')).toBe(hasInspector);
  for (const link of links) expect((await fetch(`${url}${link}`)).status).not.toBe(404);
});

it('refers to the list on every path that is not served', async () => {
  const { url } = await startServer();
  const response = await fetch(`${url}/guance/`);
  expect([response.status, await response.text()]).toEqual([
    404,
    'Nothing is served here. GET / lists what is.\n',
  ]);
});

it('is replaced by a site, and health reports which one is served', async () => {
  const site = { root: import.meta.dirname };
  const [without, withSite] = [await startServer(), await startServer({ site })];
  expect((await fetch(`${withSite.url}/`, html)).status).toBe(404);
  const hasSite = async ({ url }: { url: string }) =>
    ((await (await fetch(`${url}/__admin/health`)).json()) as { site: boolean }).site;
  expect([await hasSite(without), await hasSite(withSite)]).toEqual([false, true]);
});
