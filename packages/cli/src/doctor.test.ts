import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';

const SECRET = 'canary-secret-of-doctor';
const KNOWN = { env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET } };
const BODY = '[{"name":"磁盘告警","content":"c"}]';

interface Capture {
  body?: string;
  contentType?: string;
  /** Returns the string that was signed instead of the right one. */
  signed?: (right: string) => string;
  lineEnd?: string;
}

function captured({
  body = BODY,
  contentType,
  signed = (right) => right,
  lineEnd = '\r\n',
}: Capture = {}): string {
  const headers = ['x-cms-api-version:1.0', 'x-cms-ip:127.0.0.1', 'x-cms-signature:hmac-sha1'];
  const md5 = createHash('md5').update(body).digest('hex').toUpperCase();
  const date = 'Sat, 21 Nov 2026 08:30:00 GMT';
  const stringToSign = ['POST', md5, 'application/json', date, ...headers, '/event/custom/upload'].join('\n');
  const signature = createHmac('sha1', SECRET).update(signed(stringToSign)).digest('hex').toUpperCase();
  return [
    'POST /event/custom/upload HTTP/1.1',
    'Host: 127.0.0.1:4010',
    `Authorization: someKeyId:${signature}`,
    `Content-MD5: ${md5}`,
    `Content-Type: ${contentType ?? 'application/json'}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Date: ${date}`,
    ...headers,
    '',
    body,
  ].join(lineEnd);
}

it('reports a correct signature', async () => {
  const raw = file('raw.http', captured());
  const { code, stdout } = await pushspec(['doctor', 'cloudmonitor', '--request', raw], KNOWN);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^signature {4}right\nContent-MD5 {2}right\n/);
});

it('names the mistake and shows the string to sign without secrets', async () => {
  const raw = file('raw.http', captured({ contentType: 'application/json; charset=utf-8', lineEnd: '\n' }));
  const { code, stdout, stderr } = await pushspec(['doctor', 'cloudmonitor', '--request', raw], KNOWN);
  expect(code).toBe(1);
  expect(stdout).toContain('(content-type-charset-added)');
  expect(stdout).toContain(
    '\napplication/json; charset=utf-8\nSat, 21 Nov 2026 08:30:00 GMT\nx-cms-api-version:1.0\n',
  );
  expect(stderr).toBe('pushspec: the signature is wrong\n');
  expect(stdout + stderr).not.toContain(SECRET);
});

it('reads standard input and prints JSON', async () => {
  const stdin = captured({ signed: (right) => `${right}\n` });
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--json'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    api: 'cloudmonitor',
    signature: 'wrong',
    digest: { header: 'Content-MD5', check: 'right' },
    causes: [{ code: 'trailing-newline', cause: 'the string to sign ends with a line feed' }],
  });
});

it('detects a Content-Length that counts characters', async () => {
  const stdin = captured().replace(/Content-Length: \d+/, `Content-Length: ${BODY.length}`);
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--json'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    signature: 'right',
    digest: { header: 'Content-MD5', check: 'wrong' },
    causes: [{ code: 'content-md5-content-length-too-small' }],
  });
});

it('uses the keys of a configuration', async () => {
  const key = { accessKeyId: 'someKeyId', accessKeySecret: SECRET };
  const config = file(
    'config.json',
    JSON.stringify({ cloudmonitor: { accounts: [{ id: 'a', keys: [key] }] } }),
  );
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--config', config];
  expect(await pushspec(args, { stdin: captured() })).toMatchObject({ code: 0 });
});

it('exits with 4 if the secret is unknown', async () => {
  const { code, stderr } = await pushspec(['doctor', 'cloudmonitor', '--request', '-'], {
    stdin: captured(),
  });
  expect(code).toBe(4);
  expect(stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_SECRET');
});

it.each([
  ['a missing file', ['--request', 'nowhere.http'], ''],
  ['input that is not a request', ['--request', '-'], 'hello\n'],
  ['a missing `--request`', [], ''],
])('exits with 2 for %s', async (_, args, stdin) => {
  expect(await pushspec(['doctor', 'cloudmonitor', ...args], { ...KNOWN, stdin })).toMatchObject({ code: 2 });
});

/** Returns a request to the RPC gateway with a signature of version 1. */
function capturedRpc({ end = '&', id = 'someKeyId' }: { end?: string; id?: string } = {}): string {
  const parameters = [
    ...[
      `AccessKeyId=${id}`,
      'Action=PutCustomEvent',
      'EventInfo.1.Content=version%201.4',
      'EventInfo.1.EventName=deploy',
    ],
    ...[
      'SignatureMethod=HMAC-SHA1',
      'SignatureNonce=n-1',
      'SignatureVersion=1.0',
      'Timestamp=2026-11-21T08%3A30%3A00Z',
    ],
    'Version=2019-01-01',
  ].join('&');
  const text = `GET&%2F&${encodeURIComponent(parameters)}`;
  const signature = createHmac('sha1', SECRET + end)
    .update(text)
    .digest('base64');
  const target = `/?${parameters}&Signature=${encodeURIComponent(signature)}`;
  return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:4010\r\n\r\n`;
}

it('reports a correct signature of the RPC API, which has no digest', async () => {
  const args = ['doctor', 'cloudmonitor-rpc', '--request', '-'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin: capturedRpc() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^signature {4}right\n\nThe string to sign:\nGET&%2F&AccessKeyId%3DsomeKeyId%26/);
});

it('names the mistake in a request to the RPC API', async () => {
  const args = ['doctor', 'cloudmonitor-rpc', '--request', '-', '--json'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin: capturedRpc({ end: '' }) });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    api: 'cloudmonitor-rpc',
    signature: 'wrong',
    causes: [{ code: 'ampersand-missing' }],
  });
});

it('shows the canonical request of ACS3', async () => {
  const headers = [
    'host',
    'x-acs-action',
    'x-acs-content-sha256',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-version',
  ];
  const stdin = [
    'POST /?EventInfo.1.Content=c&EventInfo.1.EventName=n HTTP/1.1',
    'host: 127.0.0.1:4010',
    'x-acs-action: PutCustomEvent',
    'x-acs-version: 2019-01-01',
    'x-acs-date: 2026-11-21T08:30:00Z',
    'x-acs-signature-nonce: n-1',
    `x-acs-content-sha256: ${createHash('sha256').update('').digest('hex')}`,
    `Authorization: ACS3-HMAC-SHA256 Credential=someKeyId,SignedHeaders=${headers.join(';')},Signature=${'0'.repeat(64)}`,
    '',
    '',
  ].join('\n');
  const { code, stdout } = await pushspec(['doctor', 'cloudmonitor-rpc', '--request', '-'], {
    ...KNOWN,
    stdin,
  });
  expect(code).toBe(1);
  expect(stdout).toContain('x-acs-content-sha256  right\n');
  expect(stdout).toContain(
    'The canonical request:\nPOST\n/\nEventInfo.1.Content=c&EventInfo.1.EventName=n\nhost:127.0.0.1:4010\n',
  );
});

it('exits with 2 for an API without signatures', async () => {
  const { code, stderr } = await pushspec(['doctor', 'guance', '--request', '-'], { stdin: captured() });
  expect(code).toBe(2);
  expect(stderr).toContain('Only cloudmonitor and cloudmonitor-rpc use signatures.');
});
