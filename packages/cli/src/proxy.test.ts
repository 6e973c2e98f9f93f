/** Runs `pushspec proxy` as a user does. */
import { spawn } from 'node:child_process';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { firstLine, pushspec, runCommand } from './cli.fixture.ts';

const BODY = '[{"name": "磁盘告警", "content": "97 %"}]';
const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'k', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret' };

async function startServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  return { server, ...(await server.listen({ port: 0 })) };
}

/** Resolves to the exit code and the output of a program, or to `undefined` if it is not installed. */
function program(name: string, args: string[]): Promise<{ code: number | null; stdout: string } | undefined> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve({ code, stdout }));
  });
}

it('prints its address as the first line of JSON, signs, logs, and exits silently on a signal', async () => {
  const { url: target, server } = await startServer();
  const command = pushspec(['proxy', 'cloudmonitor', '--port', '0', '--target', target, '--json']);
  const line = await firstLine(command);
  expect(line).toEqual({ proxy: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), target });
  const options = { method: 'POST', body: BODY, headers: { 'content-type': 'application/json' } };
  expect((await fetch(`${line.proxy}/event/custom/upload`, options)).status).toBe(200);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
  command.child.kill('SIGINT');
  const { code, stderr } = await command;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^POST \/event\/custom\/upload 200 \d+ ms\n$/);
});

it.each([
  ['in the query', '/?Action=PutCustomEvent&EventInfo.1.EventName=a+b&EventInfo.1.Content=%7E%27', undefined],
  ['below a path', '/rpc/?Action=PutCustomEvent&EventInfo.1.EventName=n&EventInfo.1.Content=c', undefined],
  ['in a form', '/', 'Action=PutEvent&Version=2018-03-08&EventInfo=[{"name":"n","content":"c"}]'],
])('signs requests to the RPC API with the parameters %s', async (_, path, form) => {
  const { url: target, server } = await startServer();
  const { proxy } = await firstLine(
    pushspec(['proxy', 'cloudmonitor-rpc', '--port', '0', '--target', target, '--json']),
  );
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(proxy + path, { method: 'POST', ...(form && { headers, body: form }) });
  expect(await response.json()).toMatchObject({ Code: '200' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('accepts a plain request from curl', async (context) => {
  const { url: target, server } = await startServer();
  const { proxy } = await firstLine(
    pushspec(['proxy', 'cloudmonitor', '--port', '0', '--target', target, '--json']),
  );
  const type = ['-H', 'Content-Type: application/json'];
  const sent = await program('curl', ['-sS', `${proxy}/event/custom/upload`, ...type, '--data-binary', BODY]);
  context.skip(sent === undefined, 'curl is not installed');
  expect(sent).toEqual({ code: 0, stdout: '{"code":"200","msg":""}' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('shows the key but never the secret, even a wrong one', async () => {
  const { url: target } = await startServer();
  const command = pushspec(['proxy', 'cloudmonitor', '--port', '0', '--target', target], { env: KEY });
  const address = new Promise<string>((resolve) => {
    command.child.stderr?.on('data', (chunk) => {
      const found = /^proxy {3}(http:\S+)$/m.exec(String(chunk))?.[1];
      if (found) resolve(found);
    });
  });
  const response = await fetch(`${await address}/event/custom/upload`, { method: 'POST', body: BODY });
  command.child.kill('SIGTERM');
  const { code, stdout, stderr } = await command;
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain(`target  ${target}\nkey     k\n`);
  expect(stderr + (await response.text())).not.toContain('canary');
});

it.each([
  [
    ['blueking'],
    'Only cloudmonitor and cloudmonitor-rpc use signatures: send plain requests to the other APIs.',
  ],
  [
    ['cloudmonitor', '--host', '0.0.0.0'],
    'set `--host` to 127.0.0.1, ::1 or localhost, and use a tunnel from other machines',
  ],
  [
    ['cloudmonitor', '--target', 'http://127.0.0.1:1/path'],
    '`--target` must be an address without user, path',
  ],
  [['cloudmonitor', '--target', 'ftp://127.0.0.1'], 'Use an address, such as http://127.0.0.1:4010'],
  [['cloudmonitor', '--region', 'atlantis'], 'unknown `--region` atlantis: use one of cn-hangzhou, '],
  [['cloudmonitor', '--port', '70000'], 'Use a port from 0 to 65535'],
])('exits with 2 and one line for %j', async (args, hint) => {
  const { code, stdout, stderr } = await runCommand([
    'proxy',
    ...args,
    ...(args.includes('--port') ? [] : ['--port', '0']),
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(hint);
});

it('names the option to change when its port is taken', async () => {
  const { url } = await startServer();
  const { port } = new URL(url);
  const { code, stderr } = await runCommand(['proxy', 'cloudmonitor', '--port', port]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `pushspec: port ${port} is in use: choose another one with \`--port\` (0 picks a free port)\n`,
  );
});

it('exits with 4 without credentials for another machine', async () => {
  const { code, stderr } = await runCommand(['proxy', 'cloudmonitor', '--region', 'cn-hangzhou']);
  expect(code).toBe(4);
  expect(stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET');
});
