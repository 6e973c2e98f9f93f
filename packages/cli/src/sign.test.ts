import { limits } from '@pushspec/contract/cloudmonitor';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';

const { maxItems, path } = limits.uploadCustomEvents;
const BODY = '[{"name": "磁盘告警",  "content": "使用率 97 % ⚠️"}]\r\n';
const STS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.devAccessKeyId',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'devStsSecret',
  ALIBABA_CLOUD_SECURITY_TOKEN: 'devSecurityToken',
};

async function startServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  return { server, ...(await server.listen({ port: 0 })) };
}

const headersOf = (stdout: string) =>
  Object.fromEntries(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/: (.*)/) as [string, string]),
  );

const post = async (url: string, headers: Record<string, string>, body: string) =>
  (await fetch(url + path, { method: 'POST', headers, body: Buffer.from(body) })).json();

it('prints one header per line, with which the server accepts the bytes of the file', async () => {
  const { url, server } = await startServer();
  const args = ['sign', 'cloudmonitor', file('events.json', BODY), '--url', url];
  const { code, stdout, stderr } = await pushspec(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await post(url, headersOf(stdout), BODY)).toEqual({ code: '200', msg: '' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('prints the headers as one line of JSON, for standard input and a temporary key', async () => {
  const { url, server } = await startServer();
  const args = ['sign', 'cloudmonitor', '-', '--json', '--url', url, '--ip', '10.0.0.7'];
  const { code, stdout, stderr } = await pushspec(args, { stdin: BODY, env: STS });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{"headers":\{.*\}\}\n$/);
  const { headers } = JSON.parse(stdout);
  expect(headers).toMatchObject({ 'x-cms-ip': '10.0.0.7', 'x-cms-security-token': 'devSecurityToken' });
  expect(await post(url, headers, BODY)).toEqual({ code: '200', msg: '' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('signs for another method', async () => {
  const server = await createServer({ profile: 'receiver' });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const args = ['sign', 'cloudmonitor', '--json', '--url', url, '--method', 'PUT'];
  const { stdout, stderr } = await pushspec(args, { stdin: BODY });
  const { headers } = JSON.parse(stdout);
  expect((await fetch(url + path, { method: 'PUT', headers, body: BODY })).status).toBe(200);
  expect(stderr).toContain('(method-not-allowed)');
});

it('never prints the secret, prints the token to stdout only, and leaves a wrong signature to the server', async () => {
  const { url, server } = await startServer();
  const env = {
    ...STS,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret',
    ALIBABA_CLOUD_SECURITY_TOKEN: 'canary-token',
  };
  const runs = await Promise.all(
    [[], ['--json'], ['--curl'], ['--show-string']].map((mode) =>
      pushspec(['sign', 'cloudmonitor', '--url', url, ...mode], { stdin: BODY, env }),
    ),
  );
  for (const { code, stdout, stderr } of runs) {
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('canary-secret');
    expect(stderr).not.toContain('canary-token');
  }
  await post(url, headersOf(runs[0]?.stdout ?? ''), BODY);
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: 'signature-mismatch' }] }]);
});

it('shows the string to sign on stderr', async () => {
  const args = ['sign', 'cloudmonitor', '--show-string', '--ip', 'N/A'];
  const { stdout, stderr } = await pushspec(args, { stdin: '[]', env: STS });
  const { Date: date } = headersOf(stdout);
  expect(stderr).toContain(
    `The string to sign:\nPOST\nD751713988987E9331980363E24189CE\napplication/json\n${date}\n` +
      'x-cms-api-version:1.0\nx-cms-caller-type:token\nx-cms-ip:N/A\nx-cms-security-token:…\n' +
      `x-cms-signature:hmac-sha1\n${path}\n`,
  );
});

it('signs an invalid request, and warns in one line', async () => {
  const stdin = JSON.stringify(Array(maxItems + 1).fill({ name: 'n', content: 'c' }));
  const { code, stdout, stderr } = await pushspec(['sign', 'cloudmonitor'], { stdin });
  expect(code).toBe(0);
  expect(headersOf(stdout).Authorization).toMatch(/^devAccessKeyId:[0-9A-F]{40}$/);
  expect(stderr).toMatch(
    /^pushspec: warning: [^\n]* at most 100 events, got 101 \(too-many-events\)\. [^\n]*\n$/,
  );
});

it.each([
  [['--region', 'cn-hangzhou'], 'https://metrichub-cms-cn-hangzhou.aliyuncs.com/event/custom/upload'],
  [
    ['--region', 'cn-qingdao', '--network', 'vpc'],
    'http://metrichub-cn-qingdao.aliyun.com/event/custom/upload',
  ],
  [['--url', 'http://127.0.0.1:1/gateway/'], 'http://127.0.0.1:1/gateway/event/custom/upload'],
])('uses the address from %j', async (where, url) => {
  const { stdout } = await pushspec(['sign', 'cloudmonitor', '--curl', ...where], { stdin: BODY, env: STS });
  expect(stdout).toContain(`curl -sSg -X POST '${url}' \\\n`);
});

it.each([
  [
    ['guance'],
    'Only cloudmonitor and cloudmonitor-rpc use signatures: send plain requests to the other APIs.',
  ],
  [['cloudmonitor', 'nowhere.json'], 'cannot read nowhere.json: no such file'],
  [['cloudmonitor', '--region', 'atlantis'], 'unknown `--region` atlantis: use one of cn-hangzhou, '],
  [['cloudmonitor', '--region', 'cn-qingdao'], 'cn-qingdao has no public endpoint: use `--network vpc`'],
  [
    ['cloudmonitor', '--region', 'cn-hangzhou', '--network', 'lan'],
    'unknown `--network` lan: use one of public, vpc',
  ],
  [['cloudmonitor', '--network', 'vpc'], '`--network` needs `--region`'],
  [['cloudmonitor', '--region', 'cn-hangzhou', '--url', 'http://127.0.0.1:1'], 'cannot be used with option'],
  [['cloudmonitor', '--url', 'http://127.0.0.1:1?a=b'], '`--url` must be an address without user, query'],
  [['cloudmonitor', '--method', 'post'], 'Use a method in capital letters, such as POST'],
  [['cloudmonitor', '--curl', '--json'], 'cannot be used with option'],
])('exits with 2 and one line for %j', async (args, hint) => {
  const { code, stdout, stderr } = await pushspec(['sign', ...args], { stdin: BODY, env: STS });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(hint);
});

it('exits with 4 without credentials for another machine, and for a key that a header cannot carry', async () => {
  const region = ['sign', 'cloudmonitor', '--region', 'cn-hangzhou'];
  const none = await pushspec(region, { stdin: BODY });
  expect(none).toMatchObject({ code: 4, stdout: '' });
  expect(none.stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_ID');
  const env = { ...STS, ALIBABA_CLOUD_ACCESS_KEY_ID: 'canary key' };
  const wrong = await pushspec(region, { stdin: BODY, env });
  expect(wrong).toMatchObject({ code: 4, stdout: '' });
  expect(wrong.stderr).toMatch(
    /^pushspec: `credentials\.accessKeyId` must [^\n]*correct it in the environment\n$/,
  );
  expect(wrong.stderr).not.toContain('canary');
});

const FORM = 'EventInfo.1.EventName=%E7%A3%81%E7%9B%98+%2B&EventInfo.1.Content=%7E%2A%27%21%28%29';

it.each([
  ['PutCustomEvent', FORM],
  [
    'PutEvent',
    `Action=PutEvent&Version=2018-03-08&EventInfo=${encodeURIComponent('[{"name":"n","content":"c"}]')}`,
  ],
])('signs a form of the RPC API with %s', async (action, form) => {
  const { url, server } = await startServer();
  const args = ['sign', 'cloudmonitor-rpc', file('events.form', form), '--json', '--url', url];
  const { code, stdout, stderr } = await pushspec(args, { env: STS });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { headers } = JSON.parse(stdout);
  expect(headers).toMatchObject({ 'x-acs-action': action, 'x-acs-security-token': 'devSecurityToken' });
  const response = await fetch(url, { method: 'POST', headers, body: form });
  expect(await response.json()).toMatchObject({ Code: '200' });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('shows the canonical request of the RPC API without the token', async () => {
  const args = ['sign', 'cloudmonitor-rpc', '--show-string'];
  const { stderr } = await pushspec(args, { stdin: FORM, env: STS });
  expect(stderr).toContain(
    'The string to sign:\nPOST\n/\n\ncontent-type:application/x-www-form-urlencoded\n',
  );
  expect(stderr).toContain('\nx-acs-security-token:…\n');
  expect(stderr).toMatch(/\n\nACS3-HMAC-SHA256\n[0-9a-f]{64}\n$/);
});
