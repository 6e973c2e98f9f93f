/** A reference server stands in for the vendor's own endpoint; its admin API is not asked for. */
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
  /** Paths that were asked for. */
  paths: string[];
  /** Replaces what the vendor answers. */
  alter: { text: (body: string) => string };
}

/** Passes requests on to a reference server, writes down what was asked for, and may answer otherwise. */
async function vendor(): Promise<Vendor> {
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  const paths: string[] = [];
  const alter = { text: (body: string) => body };
  const front = createHttpServer((request, response) => {
    paths.push(request.url ?? '');
    const { method, headers, url: path } = request;
    const onward = httpRequest(url + path, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => {
        const { 'content-length': _, ...others } = answer.headers;
        response.writeHead(answer.statusCode ?? 500, others).end(alter.text(text));
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

it('keeps what the vendor answers, and finds it unchanged in the next run', async () => {
  const { url } = await vendor();
  const snapshots = folder();
  const live = ['verify', '--live', '--target', url, '--vendor', 'guance', '--snapshots', snapshots];
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

it('shows what the vendor answers otherwise than before, and --update takes it', async () => {
  const { url, alter } = await vendor();
  const live = ['verify', '--live', '--target', url, '--vendor', 'guance', '--snapshots', folder()];
  const one = [...live, '--scenario', 'guance/event-missing'];
  await pushspec(one, { env });
  alter.text = (body) => body.replace('"success":false', '"success":false,"hint":"see the manual"');
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

it('says which assumption is confirmed, and what to write into the contract', async () => {
  const { url } = await vendor();
  const live = ['verify', '--live', '--target', url, '--vendor', 'guance', '--reason', 'event-missing'];
  const junit = join(folder(), 'junit.xml');
  const { stdout } = await pushspec([...live, '--junit', junit], { env });
  const said = /ASSUMED confirmed: guance event-missing \(.*\): in x-reasons\.event-missing/;
  expect(stdout).toMatch(said);
  expect(readFileSync(junit, 'utf8')).toMatch(said);
});

it('says which assumption is contradicted, and by what', async () => {
  const { url, alter } = await vendor();
  alter.text = (body) => body.replace(/"message":"event is [^"]*"/, '"message":"bad news"');
  const live = [
    'verify',
    '--live',
    '--target',
    url,
    '--vendor',
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

it('sends nothing that would be accepted, and does not ask for an admin API', async () => {
  const { url, paths } = await vendor();
  const live = ['verify', '--live', '--target', url, '--vendor', 'guance'];
  const { stdout } = await pushspec(live, { env });
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => path.startsWith('/__admin'))).toEqual([]);
  expect(stdout).toMatch(/SKIP \d+: it would leave an event or a metric behind/);
  expect(stdout).toMatch(/SKIP \d+: it would send a body as large as the limit/);
});

it('judges no assumption by answers that are the same whatever is sent', async () => {
  const { url } = await vendor();
  const live = ['verify', '--live', '--target', url, '--vendor', 'cloudmonitor', '--reason'];
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'stranger', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'of-a-stranger' };
  const { stdout, code } = await pushspec([...live, 'name-missing', 'name-type', 'no-events'], {
    env: { PUSHSPEC_LIVE: '1', ...keys },
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/ALIKE: \d+ of \d+ scenarios got .*are the credentials those of this endpoint/);
  expect(stdout).not.toContain('ASSUMED');
});

it('no output has a secret in it', async () => {
  const { url, alter } = await vendor();
  alter.text = () => `{"message":"no such secret: ${secret}"}`;
  const snapshots = folder();
  const files = ['--junit', join(snapshots, 'junit.xml'), '--html', join(snapshots, 'page.html')];
  const live = ['verify', '--live', '--target', url, '--vendor', 'guance', '--snapshots', snapshots, ...some];
  const { stdout, stderr } = await pushspec([...live, ...files], { env });
  const kept = readdirSync(snapshots, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.join('\n')).toContain('***');
  expect([stdout, stderr, ...kept].join('\n')).not.toContain(secret);
});

it.each([
  ['2 without the word that it may', { ...env, PUSHSPEC_LIVE: '' }, [], 2, /set PUSHSPEC_LIVE=1/],
  ['2 where snapshots are to be renewed and nobody says where', env, ['--update'], 2, /--snapshots/],
])('ends with %s', async (_, environment, more, exit, words) => {
  const live = ['verify', '--live', '--target', 'http://127.0.0.1:9', '--vendor', 'guance', ...more];
  const { code, stderr } = await pushspec(live, { env: environment });
  expect(code).toBe(exit);
  expect(stderr).toMatch(words);
});

it('ends with 4 before anything is sent where there are no credentials', async () => {
  const live = ['verify', '--live', '--target', 'https://vendor.invalid', '--vendor', 'cloudmonitor'];
  const { code, stderr } = await pushspec(live, { env: { PUSHSPEC_LIVE: '1' } });
  expect(code).toBe(4);
  expect(stderr).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
});

it('plays the scenarios of the profile alone, whose reasons the contract knows', async () => {
  const { url, paths } = await vendor();
  const [dataId] = developmentConfig.blueking.dataIds.filter(({ kind }) => kind === 'metric');
  const { stdout, stderr } = await pushspec(['verify', '--live', '--target', url, '--vendor', 'blueking'], {
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

it('ends with 3 where nothing answers, and takes that for no contradiction', async () => {
  const live = ['verify', '--live', '--target', 'http://127.0.0.1:9', '--vendor', 'guance'];
  const { code, stdout, stderr } = await pushspec([...live, '--reason', 'event-missing'], { env });
  expect(code).toBe(3);
  expect(stderr).toContain('nothing answers at http://127.0.0.1:9');
  expect(stdout).not.toContain('ASSUMED');
});
