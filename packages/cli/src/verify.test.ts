import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { developmentConfig, type Monitor } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { folder, runCommand as pushspec } from './cli.fixture.ts';

async function referenceServer(): Promise<string> {
  const server = await createServer();
  onTestFinished(() => server.close());
  return (await server.listen({ port: 0 })).url;
}

/** Starts an unrelated server that accepts every request and responds with a script. */
async function unrelatedServer(): Promise<string> {
  const server = createHttpServer((request, response) => {
    request.resume();
    response.writeHead(request.url?.startsWith('/__admin') ? 404 : 200, { 'content-type': 'text/html' });
    response.end('<script>alert("hostile")</script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('runs only the selected scenarios', async () => {
  const target = ['--target', await referenceServer(), '--api', 'guance'];
  const { code, stdout } = await pushspec(['verify', ...target, '--reason', 'event-missing', '--json']);
  const lines = stdout.trimEnd().split('\n');
  const scenarios = lines.slice(0, -1).map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(scenarios.length).toBeGreaterThan(0);
  expect(new Set(scenarios.map(({ reason }) => reason))).toEqual(new Set(['event-missing']));
});

it('exits with 2 if a filter matches nothing, and explains how to list the cases', async () => {
  const target = ['--target', await referenceServer()];
  const { code, stderr } = await pushspec(['verify', ...target, '--scenario', 'blueking/something-else']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^pushspec: `--scenario` "blueking\/something-else" matches no case of the profile documented; `pushspec verify --list` prints all \d+ cases\n$/,
  );
});

it.each(['http://127.0.0.1:1/v2/push/', '127.0.0.1:1', 'ftp://127.0.0.1'])(
  'exits with 2 for an endpoint that is not an address without a path: %s',
  async (target) => {
    const { code, stderr } = await pushspec(['verify', '--target', target]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^pushspec: option '--target <address>' [^\n]*such as http:\/\/127\.0\.0\.1:4010[^\n]*\n$/,
    );
  },
);

it('reports failures of an unrelated server as JUnit and HTML, without running its scripts', async () => {
  const [junit, html] = [join(folder(), 'junit.xml'), join(folder(), 'report.html')];
  const what = ['--target', await unrelatedServer(), '--api', 'guance', '--scenario', 'event-missing'];
  const { code, stdout } = await pushspec(['verify', ...what, '--junit', junit, '--html', html]);
  const failed = Number(/(\d+) failed/.exec(stdout)?.[1]);
  expect(code).toBe(1);
  expect(failed).toBeGreaterThan(0);
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain(`failures="${failed}"`);
  expect(xml.match(/<failure /g)).toHaveLength(failed);
  const page = readFileSync(html, 'utf8');
  expect(page).toContain(`<h2>${failed} failed</h2>`);
  expect(page).toContain('hostile');
  expect(xml + page).not.toContain('<script');
  expect(page).not.toMatch(/(?:src|href)=/);
});

it('exits with 2 if a report cannot be written, and names the file', async () => {
  const what = ['--target', await referenceServer(), '--api', 'guance', '--reason', 'event-missing'];
  const { code, stderr } = await pushspec(['verify', ...what, '--html', '/']);
  expect(code).toBe(2);
  expect(stderr).toBe('pushspec: cannot write /: it is a folder; name another file with `--html`\n');
});

it('runs in a sandbox of a pushspec server, and removes it', async () => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const { secret, subUri } = developmentConfig.guance.monitors[0] as Monitor;
  await server.fetch(`${url}/api/v1/push-events/${secret}/${subUri}`, { method: 'POST', body: '' });
  const { code } = await pushspec([
    'verify',
    '--target',
    url,
    '--api',
    'guance',
    '--reason',
    'unknown-secret',
  ]);
  expect([code, (await server.requests()).length]).toEqual([0, 1]);
  const listed = await fetch(`${url}/__admin/sandboxes`);
  expect(await listed.json()).toEqual({ sandboxes: [] });
});

it('exits with 4 if a server requires a token to open a sandbox, and says where to set it', async () => {
  const server = await createServer({ adminToken: 'the-token' });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const wanted = ['verify', '--target', url, '--api', 'guance', '--reason', 'event-missing'];
  const refused = await pushspec(wanted);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain('(set it in the environment as PUSHSPEC_ADMIN_TOKEN)');
  expect((await pushspec(wanted, { env: { PUSHSPEC_ADMIN_TOKEN: 'the-token' } })).code).toBe(0);
});
