import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../server.ts';

/** A site with one page, which the development credentials change. */
function siteFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-pages-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'guance'));
  mkdirSync(join(root, 'local/guance'), { recursive: true });
  writeFileSync(join(root, 'guance/index.html'), 'hosted');
  writeFileSync(join(root, 'local/guance/index.html'), 'curl http://127.0.0.1:4010/api');
  return root;
}

const own = parseConfig({
  guance: { monitors: [{ secret: 'own-secret-of-a-test', subUri: 'a', enabled: true }] },
});

it('shows samples for its own address while it has the development credentials', async () => {
  const server = await createServer({ site: { root: siteFolder() } });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  expect(await (await fetch(`${url}/guance/`)).text()).toBe(`curl ${url}/api`);
});

it('does not write a Host header into a page unless it is a plain host', async () => {
  const server = await createServer({ site: { root: siteFolder() } });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const [response] = (await once(
    get(`${url}/guance/`, { headers: { host: 'a"><script>' } }),
    'response',
  )) as [IncomingMessage];
  expect(await text(response)).toBe('curl http://127.0.0.1:4010/api');
});

it('shows the hosted pages if one credential is not public', async () => {
  const server = await createServer({ site: { root: siteFolder() }, config: own });
  onTestFinished(() => server.close());
  expect(await (await server.fetch(new Request('http://server/guance/'))).text()).toBe('hosted');
});
