/** Tests `verify --live` against a reference server in place of the vendor, without its admin API. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { folder, runCommand as pushspec } from './cli.fixture.ts';

const [{ secret, subUri = '' } = { secret: '' }] = developmentConfig.guance.monitors;
const env = { PUSHSPEC_LIVE: '1', PUSHSPEC_GUANCE_SECRET: secret, PUSHSPEC_GUANCE_SUB_URI: subUri };

interface Vendor {
  url: string;
  /** Paths of the requests. */
  paths: string[];
  /** Changes the response bodies. */
  alter: { body: (original: string) => string };
}

/** Starts a server that forwards requests to a reference server, records their paths, and can change the responses. */
async function startVendor(): Promise<Vendor> {
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  const paths: string[] = [];
  const alter = { body: (original: string) => original };
  const front = createHttpServer((request, response) => {
    paths.push(request.url ?? '');
    const { method, headers, url: path } = request;
    const onward = httpRequest(url + path, { method, headers }, (original) => {
      let body = '';
      original.setEncoding('utf8').on('data', (chunk) => (body += chunk));
      original.on('end', () => {
        const { 'content-length': _, ...others } = original.headers;
        response.writeHead(original.statusCode ?? 500, others).end(alter.body(body));
      });
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    front.closeAllConnections();
    front.close();
    await server.close();
  });
  return { url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, paths, alter };
}

const some = ['--scenario', 'guance/event-missing', 'guance/invalid-api-key', 'guance/accepted-minimal'];

it('saves responses as snapshots, and finds them unchanged in the next run', async () => {
  const { url } = await startVendor();
  const snapshots = folder();
  const live = ['verify', '--live', '--target', url, '--api', 'guance', '--snapshots', snapshots];
  const first = await pushspec([...live, '--reason', 'event-missing'], { env });
  const second = await pushspec([...live, '--reason', 'event-missing'], { env });
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(first.stdout).toMatch(/snapshots: [1-9]\d* taken, 0 unchanged, 0 changed, 0 replaced/);
  expect(second.stdout).toMatch(/snapshots: 0 taken, [1-9]\d* unchanged, 0 changed, 0 replaced/);
  const [file = ''] = readdirSync(join(snapshots, 'guance'));
  expect(JSON.parse(readFileSync(join(snapshots, 'guance', file), 'utf8'))).toMatchObject({
    status: 400,
    taken: new Date().toISOString().slice(0, 10),
    body: { traceId: '<string>', success: false },
  });
});

it('reports a changed response, and replaces its snapshot with `--update`', async () => {
  const { url, alter } = await startVendor();
  const live = ['verify', '--live', '--target', url, '--api', 'guance', '--snapshots', folder()];
  const one = [...live, '--scenario', 'guance/event-missing'];
  await pushspec(one, { env });
  alter.body = (body) => body.replace('"success":false', '"success":false,"hint":"see the manual"');
  const changed = await pushspec(one, { env });
  const updated = await pushspec([...one, '--update'], { env });
  const again = await pushspec(one, { env });
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(
    /snapshot body\/hint: expected nothing as on \d{4}-\d\d-\d\d, got "see the manual"/,
  );
  expect(updated.stdout).toMatch(/0 changed, [1-9]\d* replaced/);
  expect(again.stdout).toMatch(/[1-9]\d* unchanged, 0 changed/);
});

it('reports a confirmed assumption, and what to change in the contract', async () => {
  const { url } = await startVendor();
  const live = ['verify', '--live', '--target', url, '--api', 'guance', '--reason', 'event-missing'];
  const junit = join(folder(), 'junit.xml');
  const { stdout } = await pushspec([...live, '--junit', junit], { env });
  const expected = /ASSUMED confirmed: guance event-missing \(.*\): in x-reasons\.event-missing/;
  expect(stdout).toMatch(expected);
  expect(readFileSync(junit, 'utf8')).toMatch(expected);
});

it('reports a contradicted assumption, and the response that contradicts it', async () => {
  const { url, alter } = await startVendor();
  alter.body = (body) => body.replace(/"message":"event is [^"]*"/, '"message":"bad news"');
  const live = [
    'verify',
    '--live',
    '--target',
    url,
    '--api',
    'guance',
    '--reason',
    'event-missing',
    '--json',
  ];
  const { stdout, code } = await pushspec(live, { env });
  const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  expect(code).toBe(1);
  expect(last.live.evidence).toMatchObject([{ reason: 'event-missing', says: 'contradicted' }]);
  expect(last.live.evidence[0].advice).toContain('bad news');
});

it('sends nothing that would be accepted, and does not look for an admin API', async () => {
  const { url, paths } = await startVendor();
  const live = ['verify', '--live', '--target', url, '--api', 'guance'];
  const { stdout } = await pushspec(live, { env });
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => path.startsWith('/__admin'))).toEqual([]);
  expect(stdout).toMatch(/SKIP \d+: it would leave an event or a metric behind/);
  expect(stdout).toMatch(/SKIP \d+: it would send a body as large as the limit/);
});

it('ignores responses that do not depend on the request', async () => {
  const { url } = await startVendor();
  const live = ['verify', '--live', '--target', url, '--api', 'cloudmonitor', '--reason'];
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'stranger', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'of-a-stranger' };
  const { stdout, code } = await pushspec([...live, 'name-missing', 'name-type', 'no-events'], {
    env: { PUSHSPEC_LIVE: '1', ...keys },
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /ALIKE: \d+ of \d+ scenarios got .*check that the credentials belong to this endpoint/,
  );
  expect(stdout).not.toContain('ASSUMED');
});

it('prints no secret', async () => {
  const { url, alter } = await startVendor();
  alter.body = () => `{"message":"no such secret: ${secret}"}`;
  const snapshots = folder();
  const files = ['--junit', join(snapshots, 'junit.xml'), '--html', join(snapshots, 'page.html')];
  const live = ['verify', '--live', '--target', url, '--api', 'guance', '--snapshots', snapshots, ...some];
  const { stdout, stderr } = await pushspec([...live, ...files], { env });
  const kept = readdirSync(snapshots, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.join('\n')).toContain('***');
  expect([stdout, stderr, ...kept].join('\n')).not.toContain(secret);
});

it.each([
  ['2 without PUSHSPEC_LIVE=1', { ...env, PUSHSPEC_LIVE: '' }, [], 2, /set PUSHSPEC_LIVE=1/],
  ['2 for `--update` without `--snapshots`', env, ['--update'], 2, /--snapshots/],
])('exits with %s', async (_, environment, more, exit, words) => {
  const live = ['verify', '--live', '--target', 'http://127.0.0.1:9', '--api', 'guance', ...more];
  const { code, stderr } = await pushspec(live, { env: environment });
  expect(code).toBe(exit);
  expect(stderr).toMatch(words);
});

it('exits with 4 without credentials, before anything is sent', async () => {
  const live = ['verify', '--live', '--target', 'https://vendor.invalid', '--api', 'cloudmonitor'];
  const { code, stderr } = await pushspec(live, { env: { PUSHSPEC_LIVE: '1' } });
  expect(code).toBe(4);
  expect(stderr).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
});

it('runs only the scenarios of the profile', async () => {
  const { url, paths } = await startVendor();
  const [dataId] = developmentConfig.blueking.dataIds.filter(({ kind }) => kind === 'metric');
  const { stdout, stderr } = await pushspec(['verify', '--live', '--target', url, '--api', 'blueking'], {
    env: {
      PUSHSPEC_LIVE: '1',
      PUSHSPEC_BLUEKING_DATA_ID: String(dataId?.dataId),
      PUSHSPEC_BLUEKING_ACCESS_TOKEN: dataId?.accessToken ?? '',
    },
  });
  expect(stderr).not.toContain('has no reason');
  expect(stdout).toMatch(/live \(documented\): [1-9]\d* passed/);
  expect(paths.length).toBeGreaterThan(20);
});

it('exits with 3 if nothing responds, without reporting a contradiction', async () => {
  const live = ['verify', '--live', '--target', 'http://127.0.0.1:9', '--api', 'guance'];
  const { code, stdout, stderr } = await pushspec([...live, '--reason', 'event-missing'], { env });
  expect(code).toBe(3);
  expect(stderr).toContain('no server responds at http://127.0.0.1:9');
  expect(stdout).not.toContain('ASSUMED');
});
