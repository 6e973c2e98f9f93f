/** The installed command line with what `npm install pushspec` brings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, profiles, vendors } from '@pushspec/contract';
import { expect, inject, it } from 'vitest';
import { isInstalled, listening, programOf, pushspec, serve, toolNodes } from './installed.ts';
import { manifestOf } from './packages.ts';

const { projects, nodes } = inject('packed');
const event = '{"name":"deploy","content":"version 1.4"}';

it('brings neither Prism nor Redocly nor what a site is made with', () => {
  const lock = JSON.parse(readFileSync(join(projects.commandLine, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(lock.packages).filter((folder) => folder !== '');
  expect(folders).toContain('node_modules/pushspec');
  expect(
    folders.filter((folder) => /@stoplight\/|@redocly\/|\bastro\b|@pushspec\/mock/.test(folder)),
  ).toEqual([]);
  console.log(`npm install pushspec: ${folders.length} packages`);
});

it.for(toolNodes)('says its version on Node $version', async (node, context) => {
  programOf(node, context);
  const { version } = manifestOf('pushspec');
  expect(await pushspec(['--version'], { node })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it.for([nodes.oldestOfClient])(
  'says in one line that it needs a newer Node than $version',
  async (node, context) => {
    const program = programOf(node, context);
    const { code, stdout, stderr } = await pushspec(['start'], { node });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`pushspec: this is Node ${node.version} (${program})`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  },
);

it.for(toolNodes)('sends, and shows what became of it, on Node $version', async (node, context) => {
  programOf(node, context);
  const url = await serve(node);
  const sent = await pushspec(['send', 'cloudmonitor', '--url', url, '--json'], { node, stdin: event });
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(sent.stdout)).toMatchObject({ outcome: 'accepted', status: 200 });
  const { stdout } = await pushspec(['requests', '--url', url, '--json'], { node });
  expect(JSON.parse(stdout)).toMatchObject({ vendor: 'cloudmonitor', outcome: 'accepted' });
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
    /^coverage of http \(\w+\): 100\.0 %.*\nhttp \(\w+\): [1-9]\d* passed, 0 failed, 0 skipped\n/,
  );
  expect(code).toBe(0);
});

it.for(toolNodes)('finds a signature right on Node $version', async (node, context) => {
  programOf(node, context);
  const env = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'packaging' };
  const { code, stdout } = await pushspec(['doctor', 'cloudmonitor', '--request', 'raw.http'], { node, env });
  expect(stdout).toContain('signature    right');
  expect(code).toBe(0);
});

it.for(toolNodes)(
  'starts without the mock and says so in one line on Node $version',
  async (node, context) => {
    programOf(node, context);
    const running = pushspec(['start', '--port', '0', '--json'], { node });
    const { server, mock } = await listening(running);
    expect(mock).toBeUndefined();
    const guides = ['/', '/zh/', ...vendors.flatMap((vendor) => [`/${vendor}/`, `/zh/${vendor}/reasons/`])];
    const references = vendors.flatMap((vendor) =>
      languages.map((language) => `/docs/${vendor}/${language}/`),
    );
    for (const path of [...guides, ...references]) {
      const page = await fetch(`${server}${path}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Content-Security-Policy');
    }
    running.child.kill('SIGTERM');
    const { code, stderr } = await running;
    expect(stderr).toMatch(
      /^pushspec: there is no mock, as it is not installed: .*npm install @pushspec\/mock@.*\n$/,
    );
    expect(code).toBe(0);
  },
);

it.for(toolNodes)('says in one line how to get the mock on Node $version', async (node, context) => {
  programOf(node, context);
  const { code, stdout, stderr } = await pushspec(['mock', '--port', '0'], { node });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: the mock is not installed: .*npm install @pushspec\/mock@.*\n$/);
});

it.for(toolNodes)('runs the mock where that is installed on Node $version', async (node, context) => {
  programOf(node, context);
  expect(isInstalled(projects.withMock, '@pushspec/mock')).toBe(true);
  const place = { node, project: projects.withMock };
  const alone = await listening(pushspec(['mock', '--port', '0', '--json'], place));
  const started = pushspec(['start', '--port', '0', '--mock-port', '0', '--json'], place);
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
});
