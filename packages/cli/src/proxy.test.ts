/** The command `proxy` as its user runs it. */
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

/** Exit code and output of a program; undefined where it is not installed. */
function program(name: string, args: string[]): Promise<{ code: number | null; stdout: string } | undefined> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve({ code, stdout }));
  });
}

it('prints its address as its first line of JSON, signs, logs, and ends at a signal without a word more', async () => {
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

it('takes the plain request of curl', async (context) => {
  const { url: target, server } = await startServer();
  const { proxy } = await firstLine(
    pushspec(['proxy', 'cloudmonitor', '--port', '0', '--target', target, '--json']),
  );
  const type = ['-H', 'Content-Type: application/json'];
  const sent = await program('curl', ['-sS', `${proxy}/event/custom/upload`, ...type, '--data-binary', BODY]);
  context.skip(sent === undefined, 'there is no curl on this machine');
  expect(sent).toEqual({ code: 0, stdout: '{"code":"200","msg":""}' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('shows the key and no secret, also where it is wrong', async () => {
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
  [['blueking'], 'It takes cloudmonitor only: the other vendors sign nothing, send them plain requests.'],
  [
    ['cloudmonitor', '--host', '0.0.0.0'],
    '--host takes 127.0.0.1, ::1 or localhost; tunnel to it from elsewhere',
  ],
  [['cloudmonitor', '--target', 'http://127.0.0.1:1/path'], '--target takes an address without user, path'],
  [['cloudmonitor', '--target', 'ftp://127.0.0.1'], 'it is an address such as http://127.0.0.1:4010'],
  [['cloudmonitor', '--region', 'atlantis'], '--region takes, in the network public, one of cn-hangzhou, '],
  [['cloudmonitor', '--port', '70000'], 'a port is a number from 0 to 65535'],
])('ends with 2 and one line for %j', async (args, hint) => {
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
    `pushspec: port ${port} is taken: choose another one with --port (0 takes a free one)\n`,
  );
});

it('ends with 4 without credentials for another machine', async () => {
  const { code, stderr } = await runCommand(['proxy', 'cloudmonitor', '--region', 'cn-hangzhou']);
  expect(code).toBe(4);
  expect(stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET');
});
