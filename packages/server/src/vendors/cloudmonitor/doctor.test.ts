import { developmentConfig, parseConfig } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { expect, it } from 'vitest';
import { contractOf } from '../../contract/contract.ts';
import { NOW, type Plain, send, signedRequest, startServer } from '../../server.fixture.ts';

const { signatureOf, stringToSign } = signerOf(contractOf('cloudmonitor', 'documented').operation);

const BODY = '[{"name":"n","content":"c"}]';
const KEY = developmentConfig.cloudmonitor.accounts[0]?.keys[0] as {
  accessKeyId: string;
  accessKeySecret: string;
};

/** A request whose headers change after it has been signed. */
function changed(headers: Record<string, string>, body = BODY): Plain {
  const request = signedRequest(body);
  return { ...request, headers: { ...request.headers, ...headers } };
}

async function verdictOf(request: Plain, options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  const answer = await send(server.url, request);
  const [verdict] = await server.requests();
  if (!verdict) throw new Error('nothing was kept');
  return { answer, verdict, warnings: verdict.warnings.map(({ message }) => message) };
}

it('names the charset that a library has added, in the verdict and nowhere else', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const { answer, verdict, warnings } = await verdictOf(request);
  expect(warnings).toEqual([
    'why the signature does not match: Content-Type was signed without the parameters with which it is sent; an HTTP library adds a charset (content-type-charset-added)',
  ]);
  expect(verdict.warnings[0]?.fix).toMatch(/^Keep the HTTP library/);
  expect(JSON.parse(answer.text)).toEqual({ code: '403', msg: 'the signature does not fit the request' });
  expect(answer.headers).not.toHaveProperty('x-pushspec-explain');
});

it('says the same in a header where the server explains', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const { answer } = await verdictOf(request, { explain: true });
  expect(answer.headers['x-pushspec-explain']).toContain('content-type-charset-added');
});

it('explains nothing about a request that is accepted without a warning', async () => {
  const body = '[{"name":"n","content":"c","groupId":1,"time":"20261121T083000.000+0000"}]';
  const { answer } = await verdictOf(signedRequest(body), { explain: true });
  expect(answer.status).toBe(200);
  expect(answer.headers).not.toHaveProperty('x-pushspec-explain');
});

it('shows the names of headers as they were signed', async () => {
  const request = signedRequest(BODY);
  const { authorization: _, ...headers } = request.headers;
  const text = stringToSign({ method: 'POST', path: request.path, headers }).replace('x-cms-ip', 'X-CMS-IP');
  const authorization = `${KEY.accessKeyId}:${signatureOf(text, KEY.accessKeySecret)}`;
  const sent = { ...headers, 'X-CMS-IP': '127.0.0.1', authorization };
  const { 'x-cms-ip': __, ...withoutOld } = sent as Record<string, string>;
  const { warnings } = await verdictOf({ ...request, headers: withoutOld });
  expect(warnings).toEqual([expect.stringContaining('(header-names-case)')]);
});

it('shows what was signed where nothing fits', async () => {
  const request = changed({ authorization: `${KEY.accessKeyId}:${'0'.repeat(40)}` });
  const { warnings } = await verdictOf(request);
  expect(warnings).toEqual([
    expect.stringMatching(/^no known mistake .* is "POST\\n[0-9A-F]{32}\\napplication\/json\\n/),
  ]);
});

it.each([
  ['base64', (text: string) => Buffer.from(text).toString('base64')],
  ['escaped line feeds', (text: string) => text.replaceAll('\n', '\\n')],
])('compares the string to sign that is sent along as %s', async (_, write) => {
  const request = signedRequest(BODY);
  const own = ['POST', 'A'.repeat(32), 'application/json', new Date(NOW).toUTCString(), 'x', 'y'].join('\n');
  const { warnings } = await verdictOf({
    ...request,
    headers: {
      ...request.headers,
      authorization: `${KEY.accessKeyId}:${'0'.repeat(40)}`,
      'x-pushspec-string-to-sign': write(own),
    },
  });
  expect(warnings).toEqual([
    expect.stringMatching(
      /^line 2 of the string to sign differs, Content-MD5: "[0-9A-F]{32}" is right, "A{32}"/,
    ),
  ]);
});

it('takes a right string to sign as proof that the secret is wrong', async () => {
  const request = signedRequest(BODY);
  const text = stringToSign({ method: 'POST', path: request.path, headers: request.headers });
  const { warnings } = await verdictOf({
    ...request,
    headers: {
      ...request.headers,
      authorization: `${KEY.accessKeyId}:${'0'.repeat(40)}`,
      'x-pushspec-string-to-sign': Buffer.from(text).toString('base64'),
    },
  });
  expect(warnings).toEqual([expect.stringContaining('(secret-or-computation)')]);
});

it('names the body that was digested', async () => {
  const digested = signedRequest('[{"name": "n", "content": "c"}]');
  const { warnings } = await verdictOf({ ...digested, body: BODY });
  expect(warnings).toEqual([
    "why Content-MD5 does not match: the MD5 is that of the same JSON written otherwise: with Python's blanks and \\u escapes (content-md5-of-rewritten-body)",
  ]);
});

it('does not call a mistake what the profile takes', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const headers = request.headers as Record<string, string>;
  const [id, signature = ''] = String(headers.authorization).split(':');
  const lower = { ...request, headers: { ...headers, authorization: `${id}:${signature.toLowerCase()}` } };
  const { warnings } = await verdictOf(lower, { profile: 'receiver' });
  expect(warnings).toEqual([expect.stringContaining('(content-type-charset-added)')]);
});

it('keeps a secret that stands in a header to itself', async () => {
  const key = {
    accessKeyId: 'canaryKey',
    accessKeySecret: 'CanarySecret0123',
    securityToken: 'CanaryToken0123',
  };
  const config = parseConfig({ cloudmonitor: { accounts: [{ id: 'a', keys: [key] }] } });
  const own = Buffer.from('POST\nCanarySecret0123\nx-cms-security-token:CanaryToken0123').toString('base64');
  for (const authorization of ['CanarySecret0123:00', 'canaryKey:CanarySecret0123', 'canaryKey:00']) {
    const headers = {
      authorization,
      'x-cms-security-token': 'CanaryToken0123',
      'x-pushspec-string-to-sign': own,
    };
    const request = changed(headers);
    const server = await startServer({ config, explain: true });
    const answer = await send(server.url, request);
    const [verdict] = await server.requests();
    const shown = await (await fetch(`${server.url}/__admin/requests/${verdict?.id}`)).text();
    const said = JSON.stringify([verdict, answer.headers, shown]);
    expect(said).not.toMatch(/Canary(Secret|Token)0123/);
    expect(said).not.toContain(own);
    expect(verdict?.warnings.length).toBeGreaterThan(0);
  }
});

it.each([
  ['a deep body', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a body that is no text', Buffer.from([0xff, 0xfe, 0x5b, 0x22, 0xc3])],
  ['a body of blanks', ' '.repeat(400_000)],
  ['an unpaired surrogate', '[{"name":"\\ud800","content":"c"}]'],
])('survives %s', async (_, body) => {
  const other = signedRequest('[]');
  const { answer, verdict } = await verdictOf({ ...other, body });
  expect(answer.status).toBe(403);
  expect(verdict.reasons).toMatchObject([{ code: 'content-md5-mismatch' }]);
});
