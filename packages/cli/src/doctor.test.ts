import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';

const SECRET = 'canary-secret-of-doctor';
const KNOWN = { env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET } };
const BODY = '[{"name":"磁盘告警","content":"c"}]';

interface Capture {
  body?: string;
  contentType?: string;
  /** What was signed, from the right string. */
  signed?: (text: string) => string;
  lineEnd?: string;
}

function captured({
  body = BODY,
  contentType,
  signed = (text) => text,
  lineEnd = '\r\n',
}: Capture = {}): string {
  const headers = ['x-cms-api-version:1.0', 'x-cms-ip:127.0.0.1', 'x-cms-signature:hmac-sha1'];
  const md5 = createHash('md5').update(body).digest('hex').toUpperCase();
  const date = 'Sat, 21 Nov 2026 08:30:00 GMT';
  const text = ['POST', md5, 'application/json', date, ...headers, '/event/custom/upload'].join('\n');
  const signature = createHmac('sha1', SECRET).update(signed(text)).digest('hex').toUpperCase();
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

it('says that a signature is right', async () => {
  const raw = file('raw.http', captured());
  const { code, stdout } = await pushspec(['doctor', 'cloudmonitor', '--request', raw], KNOWN);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^signature {4}right\nContent-MD5 {2}right\n/);
});

it('names the mistake, shows the string to sign, and tells no secret', async () => {
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
  const stdin = captured({ signed: (text) => `${text}\n` });
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--json'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    vendor: 'cloudmonitor',
    signature: 'wrong',
    contentMd5: 'right',
    causes: [{ code: 'trailing-newline', cause: 'the string to sign ends with a line feed' }],
  });
});

it('sees a Content-Length that counts characters', async () => {
  const stdin = captured().replace(/Content-Length: \d+/, `Content-Length: ${BODY.length}`);
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--json'];
  const { code, stdout } = await pushspec(args, { ...KNOWN, stdin });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    signature: 'right',
    contentMd5: 'wrong',
    causes: [{ code: 'content-md5-content-length-too-small' }],
  });
});

it('takes the keys from a configuration', async () => {
  const key = { accessKeyId: 'someKeyId', accessKeySecret: SECRET };
  const config = file(
    'config.json',
    JSON.stringify({ cloudmonitor: { accounts: [{ id: 'a', keys: [key] }] } }),
  );
  const args = ['doctor', 'cloudmonitor', '--request', '-', '--config', config];
  expect(await pushspec(args, { stdin: captured() })).toMatchObject({ code: 0 });
});

it('ends with 4 where the secret is not known', async () => {
  const { code, stderr } = await pushspec(['doctor', 'cloudmonitor', '--request', '-'], {
    stdin: captured(),
  });
  expect(code).toBe(4);
  expect(stderr).toContain('set ALIBABA_CLOUD_ACCESS_KEY_SECRET');
});

it.each([
  ['a file that is not there', ['--request', 'nowhere.http'], ''],
  ['what is no request', ['--request', '-'], 'hello\n'],
  ['no file at all', [], ''],
])('ends with 2 for %s', async (_, args, stdin) => {
  expect(await pushspec(['doctor', 'cloudmonitor', ...args], { ...KNOWN, stdin })).toMatchObject({ code: 2 });
});
