import { expect, it } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';
import { service } from './send.fixture.ts';

const serverUrl = async () => (await service()).url;

it.each([
  ['blueking', '[{"metrics": {"cpu_load": 1}, "target": "web-001"}]'],
  ['blueking', '{"event_name": "login", "event": {"content": "x"}, "target": "web-001"}'],
  ['cloudmonitor', '{"name": "部署 🚀", "content": "1.4"}'],
  ['guance', '{"status": "ok", "biz_team": "payments"}'],
  ['guance', '{"event": {"status": "ok"}, "extraData": {"a": 1}}'],
])('sends events from standard input to %s: %s', async (api, data) => {
  const result = await pushspec(['send', api, '--url', await serverUrl(), '--json'], { stdin: data });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(result.stdout)).toMatchObject({ outcome: 'accepted', api, status: 200, items: 1 });
});

it('reads a file', async () => {
  const data = file('event.json', '{"status": "ok"}');
  const result = await pushspec(['send', 'guance', '--url', await serverUrl(), '--file', data]);
  expect(result).toEqual({ code: 0, stdout: '', stderr: 'accepted: 1 item (HTTP 200)\n' });
});

it("explains the vendor's refusal and what to do", async () => {
  const result = await pushspec(['send', 'guance', '--url', await serverUrl()], {
    stdin: '{"status": "bad"}',
  });
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toMatch(/^pushspec: .*status-invalid.*\n$/);
});

it('prints nothing but one JSON document on stdout when it is refused with --json', async () => {
  const result = await pushspec(['send', 'guance', '--url', await serverUrl(), '--json'], {
    stdin: '{"status": "bad"}',
  });
  expect(result.stdout.split('\n')).toHaveLength(2);
  expect(JSON.parse(result.stdout)).toMatchObject({
    outcome: 'refused',
    reason: 'status-invalid',
    status: 400,
  });
});

it('exits with 4 when the credentials are refused, and does not show them', async () => {
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'devAccessKeyId',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret',
  };
  const result = await pushspec(['send', 'cloudmonitor', '--url', await serverUrl()], {
    stdin: '{"name":"n","content":"c"}',
    env,
  });
  expect(result.code).toBe(4);
  expect(result.stdout + result.stderr).not.toContain('canary');
});

it.each([
  [['guance', '--url', 'http://push.invalid'], 'set PUSHSPEC_GUANCE_SECRET'],
  [['guance', '--site', 'Guance CN1'], 'set PUSHSPEC_GUANCE_SECRET'],
  [['cloudmonitor', '--region', 'cn-hangzhou'], 'set ALIBABA_CLOUD_ACCESS_KEY_ID'],
])('exits with 4 when there are no credentials for another machine: %j', async (args, hint) => {
  const result = await pushspec(['send', ...args], { stdin: '{"status": "ok"}' });
  expect(result.code).toBe(4);
  expect(result.stderr).toMatch(/^pushspec: no credentials for [^\n]*\n$/);
  expect(result.stderr).toContain(hint);
});

it('sends to the monitor of a webhook, and does not show its secret', async () => {
  const url = await serverUrl();
  const env = { PUSHSPEC_GUANCE_WEBHOOK: `${url}/api/v1/push-events/secret_dev/datakit/push` };
  expect(await pushspec(['send', 'guance', '--status', 'ok'], { env })).toMatchObject({ code: 0 });
  const wrong = { PUSHSPEC_GUANCE_WEBHOOK: 'http://127.0.0.1:1/v1/push-events/canary_secret/x' };
  const result = await pushspec(['send', 'guance', '--status', 'ok'], { env: wrong });
  expect(result.code).toBe(4);
  expect(result.stderr).toMatch(/^pushspec: .*`webhook` must be .*\n$/);
  expect(result.stderr).not.toContain('canary');
});

it('exits with 3 if nothing responds', async () => {
  const result = await pushspec(['send', 'guance', '--url', 'http://127.0.0.1:1'], {
    stdin: '{"status": "ok"}',
  });
  expect(result.code).toBe(3);
  expect(result.stderr.split('\n')).toHaveLength(2);
});

it.each([
  [['send', 'nobody'], 'Allowed choices are blueking, cloudmonitor, cloudmonitor-rpc, guance'],
  [['send', 'guance', '--url', 'push.example'], 'Use an address, such as'],
  [['serve', '--port', '70000'], 'Use a port from 0 to 65535'],
  [['servee'], 'Did you mean serve?'],
  [['verify'], "required option '--target <address>' not specified"],
])('exits with 2 for %j', async (args, hint) => {
  const result = await pushspec(args);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(result.stderr).toContain(hint);
  expect(result.stderr).not.toContain('canary');
});

it('exits with 2 for data that is not JSON', async () => {
  const result = await pushspec(['send', 'guance'], { stdin: 'status: ok' });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain('standard input is not JSON');
});

it.each([
  [[]],
  [['start']],
  [['serve']],
  [['mock']],
  [['send']],
  [['send', 'blueking']],
  [['send', 'cloudmonitor']],
  [['send', 'guance']],
  [['sign']],
  [['proxy']],
  [['verify']],
])('shows an example first in the help of %j', async (command) => {
  const { code, stdout } = await pushspec([...command, '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Example:\n/);
});
