import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { file, firstLine, folder, pushspec, runCommand } from './cli.fixture.ts';

it('prints the address of the server as its first line of JSON', async () => {
  const command = pushspec(['serve', '--port', '0', '--json']);
  const line = await firstLine(command);
  expect(line.server).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${line.admin}/health`)).status).toBe(200);
});

it('prints the address of the mock as its first line of JSON', async () => {
  const line = await firstLine(pushspec(['mock', '--port', '0', '--json']));
  expect((await fetch(`${line.mock}/event/custom/upload`)).status).toBe(405);
});

it('prints only addresses that it serves, and lists what it serves at /', async () => {
  const { child } = pushspec(['serve', '--port', '0', '--store', ':memory:']);
  let printed = '';
  child.stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed).toContain('store ');
  const addresses = printed.match(/http:\S+/g) ?? [];
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) expect((await fetch(address)).status).not.toBe(404);
  const list = await (await fetch(`${addresses[0]}/`)).text();
  expect(list).toContain('/__admin/requests');
});

it.each(['SIGINT', 'SIGTERM'] as const)('exits silently on %s', async (signal) => {
  const command = pushspec(['serve', '--port', '0', '--json']);
  await firstLine(command);
  command.child.kill(signal);
  expect(await command).toMatchObject({ code: 0, stderr: '' });
});

it('starts server and mock, and prints the addresses', async () => {
  const env = { XDG_CACHE_HOME: folder() };
  const command = pushspec(['start', '--port', '0', '--mock-port', '0', '--json'], { env });
  const line = await firstLine(command);
  expect((await fetch(`${line.admin}/health`)).status).toBe(200);
  expect((await fetch(`${line.mock}/event/custom/upload`)).status).toBe(405);
  command.child.kill('SIGINT');
  expect(await command).toMatchObject({ code: 0, stderr: '' });
});

it('names the option to change when a port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const result = await runCommand(['serve', '--port', String(port)]);
  expect(result).toEqual({
    code: 2,
    stdout: '',
    stderr: `pushspec: port ${port} is in use: choose another one with \`--port\` (0 picks a free port)\n`,
  });
});

it('reports in one line why a configuration is invalid', async () => {
  const config = file('config.json', '{"blueking": {"dataIds": [{"dataId": 1}]}}');
  const result = await runCommand(['serve', '--port', '0', '--config', config]);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toBe(
    `pushspec: ${config}: configuration at /blueking/dataIds/0: must have required property 'accessToken'\n`,
  );
});

it('reports in one line that a configuration is missing or not JSON', async () => {
  expect((await runCommand(['serve', '--config', 'nowhere.json'])).stderr).toBe(
    'pushspec: cannot read nowhere.json: no such file; check the name\n',
  );
  const config = file('config.json', '{"blueking": ');
  expect((await runCommand(['serve', '--config', config])).stderr).toContain('is not JSON');
});

it.each(['start', 'serve', 'mock'])('reports a missing contract in one line: %s', async (command) => {
  const hideContracts = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { readFileSync } = fs;
    fs.readFileSync = (file, ...rest) => readFileSync(String(file).includes('/bundles/') ? '/nowhere' : file, ...rest);
    syncBuiltinESMExports();`;
  const env = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hideContracts)}`,
    XDG_CACHE_HOME: folder(),
  };
  const ports = command === 'start' ? ['--port', '0', '--mock-port', '0'] : ['--port', '0'];
  const { code, stdout, stderr } = await pushspec([command, ...ports], { env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^pushspec: cannot read the contract .*\n$/);
});

it('refuses to expose the development credentials to other machines', async () => {
  const result = await runCommand(['serve', '--port', '0', '--host', '0.0.0.0']);
  expect(result.code).toBe(2);
  expect(result.stderr).toBe(
    'pushspec: the development credentials are public: set your own blueking.dataIds, cloudmonitor.accounts, guance.monitors with `--config` before you listen on 0.0.0.0, or use `--allow-development-credentials` if nobody else can reach it\n',
  );
});

const own = {
  blueking: { dataIds: [{ dataId: 7, accessToken: 'own-token', kind: 'event' }] },
  cloudmonitor: { accounts: [{ id: 'a', keys: [{ accessKeyId: 'k', accessKeySecret: 'own-secret' }] }] },
  guance: { apiKeys: [], monitors: [{ secret: 'own-monitor' }] },
};

it('generates and prints a token when other machines can reach it', async () => {
  const config = file('config.json', JSON.stringify(own));
  const line = await firstLine(
    pushspec(['serve', '--port', '0', '--host', '0.0.0.0', '--config', config, '--json']),
  );
  const requests = `${line.admin?.replace('0.0.0.0', '127.0.0.1')}/requests`;
  expect((await fetch(requests)).status).toBe(401);
  const headers = { authorization: `Bearer ${line.adminToken}` };
  expect((await fetch(requests, { headers })).status).toBe(200);
});

it('requires the token from the environment, and does not print it', async () => {
  const env = { PUSHSPEC_ADMIN_TOKEN: 'canary-admin-token' };
  const command = pushspec(['serve', '--port', '0', '--json'], { env });
  const line = await firstLine(command);
  expect((await fetch(`${line.admin}/requests`)).status).toBe(401);
  command.child.kill('SIGTERM');
  const { stdout, stderr } = await command;
  expect(stdout + stderr).not.toContain('canary-admin-token');
});

it('logs a line per request to stderr with `--log info`, without a secret', async () => {
  const command = pushspec(['serve', '--port', '0', '--json', '--log', 'info']);
  const { server } = await firstLine(command);
  const body = '{"data_id":1500101,"access_token":"dev-metric-2f7c9a0e4b6d4c51","data":[]}';
  await fetch(`${server}/v2/push/`, { method: 'POST', body });
  await fetch(`${server}/v2/push/`, { method: 'POST', body });
  command.child.kill('SIGTERM');
  const { stderr } = await command;
  expect(JSON.parse(stderr.split('\n')[0] ?? '')).toMatchObject({
    api: 'blueking',
    codes: ['data-empty'],
  });
  expect(stderr).not.toContain('2f7c9a0e4b6d4c51');
});

it('lists the log levels for an unknown one', async () => {
  const result = await runCommand(['serve', '--port', '0'], { env: { PUSHSPEC_LOG: 'loud' } });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain('`--log` must be one of trace, debug, info');
});

it('keeps verdicts in a file', async () => {
  const store = `${folder()}/verdicts.db`;
  const first = pushspec(['serve', '--port', '0', '--json', '--store', store]);
  const { server } = await firstLine(first);
  await fetch(`${server}/v2/push/`, { method: 'POST', body: '{}' });
  first.child.kill('SIGTERM');
  await first;
  const { admin } = await firstLine(pushspec(['serve', '--port', '0', '--json', '--store', store]));
  const { requests } = (await (await fetch(`${admin}/requests`)).json()) as {
    requests: { status: number }[];
  };
  expect(requests.map(({ status }) => status)).toEqual([401]);
});

it('keeps requests from one run to the next on the same port', async () => {
  const env = { XDG_STATE_HOME: folder() };
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const port = String((free.address() as { port: number }).port);
  await new Promise((resolve) => free.close(resolve));
  const first = pushspec(['serve', '--port', port, '--json'], { env });
  const { server } = await firstLine(first);
  await fetch(`${server}/v2/push/`, { method: 'POST', body: '{}' });
  first.child.kill('SIGTERM');
  await first;
  const { admin, store } = await firstLine(pushspec(['serve', '--port', port, '--json'], { env }));
  expect(store).toBe(`${env.XDG_STATE_HOME}/pushspec/requests/${port}.db`);
  const { kept } = (await (await fetch(`${admin}/requests`)).json()) as { kept: number };
  expect(kept).toBe(1);
});
