/** Tests what the proxy forwards and returns, with the reference server and with a target that records bytes. */
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { limits } from '@pushspec/contract/cloudmonitor';
import { createServer as createPushServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { credentials, raw, rawTarget, startProxy } from './proxy.fixture.ts';

const { maxBodyBytes, path } = limits.uploadCustomEvents;
const BODY = Buffer.from('[{"name": "磁盘告警",\r\n "content": "97 %", "groupId": 1.0}]');
const JSON_TYPE = { 'content-type': 'application/json' };

async function throughProxy(options = {}) {
  const server = await createPushServer();
  onTestFinished(() => server.close());
  const { url: target } = await server.listen({ port: 0 });
  const { url, lines } = await startProxy({ target, ...options });
  const post = (headers: Record<string, string>, body: string | Buffer = BODY) =>
    fetch(url + path, { method: 'POST', headers, body: Buffer.from(body) });
  return { server, lines, post };
}

it('signs a plain request so that the server accepts it', async () => {
  const { post, server, lines } = await throughProxy();
  const response = await post(JSON_TYPE);
  expect([response.status, await response.text()]).toEqual([200, '{"code":"200","msg":""}']);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
  await expect
    .poll(() => lines)
    .toEqual([expect.stringMatching(/^POST \/event\/custom\/upload 200 \d+ ms$/)]);
});

it("adds the contract's Content-Type to a body without one", async () => {
  const { post, server } = await throughProxy();
  await post({});
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('keeps a wrong Content-Type', async () => {
  const { post, server } = await throughProxy();
  await post({ 'content-type': 'application/x-www-form-urlencoded' });
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: 'media-type' }] }]);
});

it('signs with a temporary key', async () => {
  const sts = {
    accessKeyId: 'STS.devAccessKeyId',
    accessKeySecret: 'devStsSecret',
    securityToken: 'devSecurityToken',
  };
  const { post, server } = await throughProxy({ credentials: sts });
  await post(JSON_TYPE);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', warnings: [] }]);
});

it('returns the refusal of a wrong secret, and never shows the secret', async () => {
  const secret = 'canary-secret';
  const { post, server, lines } = await throughProxy({
    credentials: { ...credentials, accessKeySecret: secret },
  });
  const response = await post(JSON_TYPE);
  expect(response.status).toBe(403);
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: 'signature-mismatch' }] }]);
  await expect.poll(() => lines).toHaveLength(1);
  expect(JSON.stringify([lines, await response.text(), [...response.headers]])).not.toContain('canary');
});

it.each([
  ['date', { date: 'yesterday' }, 'date-invalid'],
  ['Date', { date: 'Mon, 23 Oct 2017 06:51:11 GMT' }, 'date-skewed'],
  ['date', {}, 'date-missing'],
  ['content-md5', { 'content-md5': 'A'.repeat(32) }, 'content-md5-mismatch'],
  ['content-md5', {}, 'content-md5-missing'],
  ['authorization', { authorization: 'devAccessKeyId:AB' }, 'signature-mismatch'],
  ['authorization', {}, 'authorization-missing'],
  [
    'x-cms-api-version, x-cms-signature',
    { 'x-cms-api-version': '2', 'x-cms-signature': 'hmac-sha1' },
    'api-version',
  ],
  ['x-cms-ip', {}, 'ip-missing'],
])('keeps the headers that x-pushspec-keep lists: %s %j', async (keep, headers, code) => {
  const { post, server } = await throughProxy();
  expect((await post({ ...JSON_TYPE, ...headers, 'x-pushspec-keep': keep })).status).toBeGreaterThan(399);
  expect(await server.requests()).toMatchObject([{ reasons: [{ code }] }]);
});

it('refuses to keep a header that it does not set', async () => {
  const { post, server } = await throughProxy();
  const response = await post({ 'x-pushspec-keep': 'date, user-agent' });
  expect([response.status, response.headers.get('x-pushspec-proxy')]).toEqual([400, 'refused']);
  expect(await response.text()).toMatch(
    /^pushspec proxy: x-pushspec-keep may list .*, but not "user-agent"\n$/,
  );
  expect(await server.requests()).toEqual([]);
});

it('forwards bodies slightly over the limit of the contract', async () => {
  const { post, server } = await throughProxy();
  expect((await post(JSON_TYPE, Buffer.alloc(maxBodyBytes + 1, 0x20))).status).toBe(400);
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: 'body-too-large' }] }]);
  const response = await post(JSON_TYPE, Buffer.alloc(2 * maxBodyBytes + 1));
  expect([response.status, response.headers.get('x-pushspec-proxy')]).toEqual([413, 'refused']);
  expect(await server.requests()).toHaveLength(1);
});

it('forwards request line, headers and body byte for byte', async () => {
  const body = Buffer.from([...Array.from({ length: 256 }, (_, byte) => byte), 0x0d, 0x0a, 0x0d, 0x0a]);
  const target = await rawTarget('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', {
    end: body.toString('latin1'),
  });
  const { url } = await startProxy({ target: target.url });
  const head = [
    'PUT /a/../%7Eb//c?x=%2f&a=1&& HTTP/1.1',
    `HOST: ${new URL(url).host}`,
    'X-Two: b',
    'content-TYPE: application/octet-stream',
    'Content-Encoding: gzip',
    'x-two: a',
    'X-CMS-ip: 10.0.0.7',
    'X-Acs-Extra: é',
    'Expect: 100-continue',
    'Keep-Alive: timeout=9',
    'X-Hop: 1',
    'Connection: close, x-hop',
    `Content-Length: ${body.length}`,
  ];
  await raw(url, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  const [sent = ''] = target.received.map((bytes) => bytes.toString('latin1'));
  const end = sent.indexOf('\r\n\r\n');
  expect(sent.slice(end + 4)).toBe(body.toString('latin1'));
  expect(sent.slice(0, end).split('\r\n')).toEqual([
    'PUT /a/../%7Eb//c?x=%2f&a=1&& HTTP/1.1',
    `Host: 127.0.0.1:${target.port}`,
    'X-Two: b',
    'content-TYPE: application/octet-stream',
    'Content-Encoding: gzip',
    'x-two: a',
    'X-CMS-ip: 10.0.0.7',
    'X-Acs-Extra: é',
    'x-cms-signature: hmac-sha1',
    'x-cms-api-version: 1.0',
    expect.stringMatching(/^Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/),
    expect.stringMatching(/^Content-MD5: [0-9A-F]{32}$/),
    expect.stringMatching(/^Authorization: devAccessKeyId:[0-9A-F]{40}$/),
    `Content-Length: ${body.length}`,
    'Connection: keep-alive',
  ]);
});

it('returns the response byte for byte, without following a redirect', async () => {
  const zipped = gzipSync('{"code":"200"}');
  const head = [
    'HTTP/1.1 302 Somewhere Else',
    'Location: http://127.0.0.1:1/',
    'Set-Cookie: a=1',
    'Content-ENCODING: gzip',
    'Set-Cookie: b=2',
    `Content-Length: ${zipped.length}`,
    'Connection: close',
  ];
  const target = await rawTarget(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), zipped]));
  const { url, lines } = await startProxy({ target: target.url });
  const request = `GET /p HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`;
  expect((await raw(url, request)).toString('latin1')).toBe(
    `${head.join('\r\n')}\r\n\r\n${zipped.toString('latin1')}`,
  );
  await expect.poll(() => lines).toEqual([expect.stringMatching(/^GET \/p 302 \d+ ms$/)]);
});

it('reports that nothing listens at the target', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const { url, lines } = await startProxy({ target: `http://127.0.0.1:${port}` });
  const response = await fetch(`${url}/x?token=canary`, { method: 'POST', body: 'b' });
  const problem = `the target http://127.0.0.1:${port} does not respond: start it, or set another \`--target\` (ECONNREFUSED)`;
  expect([response.status, await response.text()]).toEqual([502, `pushspec proxy: ${problem}\n`]);
  await expect.poll(() => lines).toEqual([expect.stringMatching(/^POST \/x 502 \d+ ms: /)]);
  expect(lines[0]).toContain(problem);
});

it('gives up on a silent target', async () => {
  const target = await rawTarget('', { end: 'never' });
  const { url } = await startProxy({ target: target.url, timeoutMs: 100 });
  const response = await fetch(url);
  expect([response.status, await response.text()]).toEqual([
    504,
    `pushspec proxy: the target ${target.url} took more than 100 ms\n`,
  ]);
});

it.each([
  ['did not complete its response', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'],
  ['sent no valid response (HPE_', 'SMTP ready\r\n\r\n'],
])('never completes an incomplete response: %s', async (problem, response) => {
  const target = await rawTarget(response);
  const { url, lines } = await startProxy({ target: target.url });
  const text = fetch(url).then((received) => received.text());
  expect(await text.catch(() => 'nothing')).not.toBe('half');
  await expect.poll(() => lines[0]).toContain(`: the target ${target.url} ${problem}`);
});

it('logs no query, no user and no secret', async () => {
  const target = await rawTarget('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  const { url, lines } = await startProxy({ target: target.url });
  const get = (path: string) =>
    raw(url, `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`);
  await get(`/a/${credentials.accessKeySecret}/b?token=canary`);
  await get('http://user:canary@127.0.0.1/x');
  await get(`/${'long'.repeat(1000)}`);
  await expect.poll(() => lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^GET \/a\/…\/b 200 /);
  expect(lines[1]).toMatch(/^GET http:\/\/…@127\.0\.0\.1\/x 400 /);
  expect(lines[2]).toHaveLength(`GET  200 ${/\d+ ms$/.exec(lines[2] ?? '')?.[0]}`.length + 200);
});
