/** Checks the parts of the Dockerfile, compose file and action that need neither Docker nor GitHub. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const dockerfile = read('Dockerfile');
const { services } = parse(read('compose.yaml'));
const service = services.pushspec;

it('every stage of the image uses the Node version of the repository', () => {
  const versions = [...dockerfile.matchAll(/^FROM node:([\d.]+)-slim/gm)].map(([, version]) => version);
  expect(versions).toEqual(Array(3).fill(read('.node-version').trim()));
});

it('the image does not run as root and has a health check', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('ENTRYPOINT'));
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});

it('compose publishes only on loopback and drops all capabilities', () => {
  expect(service.ports).toEqual(['127.0.0.1:4010:4010', '127.0.0.1:4020:4020']);
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});

it('only the health check of an exposed server works without a token', async () => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url, adminToken } = await server.listen({
    port: 0,
    host: '0.0.0.0',
    allowDevelopmentCredentials: true,
  });
  const here = url.replace('0.0.0.0', '127.0.0.1');
  const status = async (path: string, token?: string) =>
    (await fetch(here + path, { headers: token ? { authorization: `Bearer ${token}` } : {} })).status;
  expect(await status('/__admin/health')).toBe(200);
  expect(await status('/__admin/requests')).toBe(401);
  expect(await status('/__admin/requests', adminToken)).toBe(200);
});

const hasCurl = spawnSync('sh', ['-c', 'command -v curl']).status === 0;

it('the action starts the server and the mock, waits for them, and outputs their URLs', async (context) => {
  context.skip(!hasCurl, 'there is no curl on this machine');
  const temp = mkdtempSync(join(tmpdir(), 'pushspec-action-'));
  const output = join(temp, 'output');
  const inputs = { PORT: '0', MOCK_PORT: '0', PROFILE: 'receiver', CONFIG: '' };
  const env = { PATH: process.env.PATH, HOME: temp, RUNNER_TEMP: temp, GITHUB_OUTPUT: output, ...inputs };
  const child = spawn(join(root, 'tools/action.sh'), { env });
  const [errors, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on('close', resolve)),
  ]);
  const written = existsSync(output) ? readFileSync(output, 'utf8') : '';
  const outputs = Object.fromEntries(
    written
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );
  onTestFinished(() => {
    if (outputs.pid) process.kill(Number(outputs.pid));
    rmSync(temp, { recursive: true, force: true });
  });
  expect({ errors, code }).toEqual({ errors: '', code: 0 });
  const health = await (await fetch(`${outputs['server-url']}/__admin/health`)).json();
  expect(health).toMatchObject({ status: 'ok', profile: 'receiver' });
  expect((await fetch(`${outputs['mock-url']}/v2/push/`)).status).toBe(405);
});

it('the action reports why the server did not start', async () => {
  const temp = mkdtempSync(join(tmpdir(), 'pushspec-action-'));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const inputs = { PORT: '0', MOCK_PORT: '0', PROFILE: 'documented', CONFIG: join(temp, 'none.json') };
  const child = spawn(join(root, 'tools/action.sh'), {
    env: { PATH: process.env.PATH, HOME: temp, RUNNER_TEMP: temp, ...inputs },
  });
  const [said, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on('close', resolve)),
  ]);
  expect(code).toBe(1);
  expect(said).toMatch(/^::error::pushspec exited before it responded: .*none\.json.*no such file/);
});
