/** Checks the command line as `npm install pushspec` installs it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames, languages, profiles } from '@pushspec/contract';
import { expect, inject, it } from 'vitest';
import { manifestOf } from '../../tools/packages.ts';
import {
  isInstalled,
  listening,
  oldestOf,
  ownNode,
  programOf,
  pushspec,
  serve,
  toolNodes,
} from './installed.ts';

const { projects, nodes, scratch } = inject('packed');
const event = '{"name":"deploy","content":"version 1.4"}';

it('installs neither Prism, Redocly nor the site generator', () => {
  const lock = JSON.parse(readFileSync(join(projects.commandLine, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(lock.packages).filter((folder) => folder !== '');
  expect(folders).toContain('node_modules/pushspec');
  expect(
    folders.filter((folder) => /@stoplight\/|@redocly\/|\bastro\b|@pushspec\/mock/.test(folder)),
  ).toEqual([]);
  console.log(`npm install pushspec: ${folders.length} packages`);
});

it.for(toolNodes)('prints its version on Node $version', async (node, context) => {
  programOf(node, context);
  const { version } = manifestOf('pushspec');
  expect(await pushspec(['--version'], { node })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it.for([oldestOf('@pushspec/client')])(
  'reports on one line that it needs a newer Node than $version',
  async (node, context) => {
    const program = programOf(node, context);
    const { code, stdout, stderr } = await pushspec(['start'], { node });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`pushspec: this is Node ${node.version} (${program})`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  },
);

it.for(toolNodes)('sends and shows the result on Node $version', async (node, context) => {
  programOf(node, context);
  const url = await serve(node);
  const sent = await pushspec(['send', 'cloudmonitor', '--url', url, '--json'], { node, stdin: event });
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(sent.stdout)).toMatchObject({ outcome: 'accepted', status: 200 });
  const { stdout } = await pushspec(['requests', '--url', url, '--json'], { node });
  expect(JSON.parse(stdout)).toMatchObject({ api: 'cloudmonitor', outcome: 'accepted' });
});

it.for(toolNodes)('stores an event in a spool and delivers it on Node $version', async (node, context) => {
  programOf(node, context);
  const url = await serve(node);
  const spool = join(mkdtempSync(join(scratch, 'spool-')), 'events.spool');
  const args = ['relay', 'cloudmonitor', '--spool', spool, '--target', url, '--port', '0', '--json'];
  const running = pushspec(args, { node });
  const { relay } = await listening(running);
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${relay}/events`, { method: 'POST', headers, body: event });
  expect(await response.json()).toEqual({ accepted: 1 });
  const outcomes = async () => (await pushspec(['requests', '--url', url, '--json'], { node })).stdout;
  await expect.poll(outcomes, { timeout: 600_000 }).toContain('"outcome":"accepted"');
  running.child.kill('SIGTERM');
  expect(await running).toMatchObject({ code: 0, stderr: '' });
});

const profilesByNode = toolNodes.map((node, index) => ({
  ...node,
  profile: profiles[index] ?? 'documented',
}));

it.for(profilesByNode)('passes every scenario of $profile on Node $version', async (node, context) => {
  programOf(node, context);
  const { profile } = node;
  const args = ['serve', '--port', '0', '--profile', profile, '--json'];
  const { server = '' } = await listening(pushspec(args, { node }));
  const { code, stdout } = await pushspec(['verify', '--target', server, '--profile', profile, '--exact'], {
    node,
  });
  expect(stdout).toMatch(
    /^SKIP 1: Only the reference server has the prefix\.\ncoverage of http \(\w+\): (\d+) of \1 rules .*\nhttp \(\w+\): [1-9]\d* passed, 0 failed, 1 skipped\n/,
  );
  expect(code).toBe(0);
});

it.for(toolNodes)('verifies a correct signature on Node $version', async (node, context) => {
  programOf(node, context);
  const env = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'packaging' };
  const { code, stdout } = await pushspec(['doctor', 'cloudmonitor', '--request', 'raw.http'], { node, env });
  expect(stdout).toContain('signature    right');
  expect(code).toBe(0);
});

it.for(toolNodes)(
  'starts without the mock and reports it on one line on Node $version',
  async (node, context) => {
    programOf(node, context);
    const running = pushspec(['start', '--port', '0', '--json'], { node });
    const { server, mock } = await listening(running);
    expect(mock).toBeUndefined();
    const guides = ['/', '/zh/', ...apiNames.flatMap((api) => [`/${api}/`, `/zh/${api}/reasons/`])];
    const references = apiNames.flatMap((api) => languages.map((language) => `/docs/${api}/${language}/`));
    for (const path of [...guides, ...references]) {
      const page = await fetch(`${server}${path}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Content-Security-Policy');
    }
    running.child.kill('SIGTERM');
    const { code, stderr } = await running;
    expect(stderr).toMatch(
      /^pushspec: running without the mock: it is not installed: .*npm install @pushspec\/mock@.*\n$/,
    );
    expect(code).toBe(0);
  },
);

it('serves its packaged pages, even without the mock', async () => {
  const server = await serve(ownNode);
  for (const path of ['/', '/zh/', `/${apiNames[0]}/reasons/`]) {
    const page = await fetch(`${server}${path}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('html')]);
  }
});

it.for(toolNodes)('explains on one line how to install the mock on Node $version', async (node, context) => {
  programOf(node, context);
  const { code, stdout, stderr } = await pushspec(['mock', '--port', '0'], { node });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: the mock is not installed: .*npm install @pushspec\/mock@.*\n$/);
});

it('starts without the mock on a Node that is too old for it, and reports it on one line', async (context) => {
  const node = oldestOf('pushspec');
  programOf(node, context);
  const options = { node, project: projects.withMock };
  const needed = `and @pushspec/mock needs ${oldestOf('@pushspec/mock').version} or newer`;
  const alone = await pushspec(['mock', '--port', '0'], options);
  expect(alone).toMatchObject({ code: 2, stdout: '' });
  expect(alone.stderr).toContain(needed);
  const started = pushspec(['start', '--port', '0', '--json'], options);
  expect((await listening(started)).mock).toBeUndefined();
  started.child.kill('SIGTERM');
  const { code, stderr } = await started;
  expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 1 });
  expect(stderr).toContain(needed);
});

it.for([oldestOf('@pushspec/mock'), nodes.newest])(
  'runs the mock if it is installed on Node $version',
  async (node, context) => {
    programOf(node, context);
    expect(isInstalled(projects.withMock, '@pushspec/mock')).toBe(true);
    const options = { node, project: projects.withMock };
    const alone = await listening(pushspec(['mock', '--port', '0', '--json'], options));
    const started = pushspec(['start', '--port', '0', '--mock-port', '0', '--json'], options);
    for (const { mock } of [alone, await listening(started)]) {
      const answer = await fetch(`${mock}/api/v1/push-events/secret/team`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"event":{"status":"critical","title":"disk full"}}',
      });
      expect(answer.status).toBe(200);
    }
    started.child.kill('SIGTERM');
    expect(await started).toMatchObject({ code: 0, stderr: '' });
  },
);
