import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { folder, runCommand as pushspec } from './cli.fixture.ts';

async function referenceServer(): Promise<string> {
  const server = await createServer();
  onTestFinished(() => server.close());
  return (await server.listen({ port: 0 })).url;
}

/** A foreign service that accepts whatever it gets, and would like to run a script. */
async function wrongServer(): Promise<string> {
  const server = createHttpServer((request, response) => {
    request.resume();
    response.writeHead(request.url?.startsWith('/__admin') ? 404 : 200, { 'content-type': 'text/html' });
    response.end('<script>alert("hostile")</script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('plays only the scenarios that are wanted', async () => {
  const target = ['--target', await referenceServer(), '--vendor', 'guance'];
  const { code, stdout } = await pushspec(['verify', ...target, '--reason', 'event-missing', '--json']);
  const lines = stdout.trimEnd().split('\n');
  const scenarios = lines.slice(0, -1).map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(scenarios.length).toBeGreaterThan(0);
  expect(new Set(scenarios.map(({ reason }) => reason))).toEqual(new Set(['event-missing']));
});

it('ends with 2 where a filter matches nothing, and says how to list the cases', async () => {
  const target = ['--target', await referenceServer()];
  const { code, stderr } = await pushspec(['verify', ...target, '--scenario', 'blueking/something-else']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^pushspec: --scenario "blueking\/something-else" matches no case of the profile documented; `pushspec verify --list` prints all \d+ cases\n$/,
  );
});

it.each(['http://127.0.0.1:1/v2/push/', '127.0.0.1:1', 'ftp://127.0.0.1'])(
  'ends with 2 for an endpoint that is no address without a path: %s',
  async (target) => {
    const { code, stderr } = await pushspec(['verify', '--target', target]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^pushspec: option '--target <address>' [^\n]*such as http:\/\/127\.0\.0\.1:4010[^\n]*\n$/,
    );
  },
);

it('writes what a foreign service does wrong as JUnit and as a page, and lets none of it run', async () => {
  const [junit, html] = [join(folder(), 'junit.xml'), join(folder(), 'report.html')];
  const what = ['--target', await wrongServer(), '--vendor', 'guance', '--scenario', 'event-missing'];
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

it('ends with 2 where a report cannot be written, and says where', async () => {
  const what = ['--target', await referenceServer(), '--vendor', 'guance', '--reason', 'event-missing'];
  const { code, stderr } = await pushspec(['verify', ...what, '--html', '/']);
  expect(code).toBe(2);
  expect(stderr).toBe('pushspec: --html cannot write /: it is a folder\n');
});
