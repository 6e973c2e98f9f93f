import { developmentConfig, parseConfig } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { expect, it } from 'vitest';
import { contractOf } from '../../contract/contract.ts';
import { NOW, type PlainRequest, send, signedRequest, startServer } from '../../server.fixture.ts';

const { signatureOf, stringToSign } = signerOf(contractOf('cloudmonitor', 'documented').operation);

const BODY = '[{"name":"n","content":"c"}]';
const KEY = developmentConfig.cloudmonitor.accounts[0]?.keys[0] as {
  accessKeyId: string;
  accessKeySecret: string;
};

/** Returns a signed request whose headers were changed after signing. */
function changed(headers: Record<string, string>, body = BODY): PlainRequest {
  const request = signedRequest(body);
  return { ...request, headers: { ...request.headers, ...headers } };
}

async function verdictOf(request: PlainRequest, options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  const response = await send(server.url, request);
  const [verdict] = await server.requests();
  if (!verdict) throw new Error('the server has no record');
  return { response, verdict, warnings: verdict.warnings.map(({ message }) => message) };
}

it('names a charset added by a library, only in the verdict', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const { response, verdict, warnings } = await verdictOf(request);
  expect(warnings).toEqual([
    'the signature is wrong: Content-Type was signed without parameters, but an HTTP library added a charset (content-type-charset-added)',
  ]);
  expect(verdict.warnings[0]?.fix).toMatch(/^Keep the HTTP library/);
  expect(JSON.parse(response.text)).toEqual({ code: '403', msg: 'the signature does not fit the request' });
  expect(response.headers).not.toHaveProperty('x-pushspec-explain');
});

it('repeats it in a header if the server explains', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const { response } = await verdictOf(request, { explain: true });
  expect(response.headers['x-pushspec-explain']).toContain('content-type-charset-added');
});

it('explains nothing about a request that is accepted without a warning', async () => {
  const body = '[{"name":"n","content":"c","groupId":1,"time":"20261121T083000.000+0000"}]';
  const { response } = await verdictOf(signedRequest(body), { explain: true });
  expect(response.status).toBe(200);
  expect(response.headers).not.toHaveProperty('x-pushspec-explain');
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

it('shows the string to sign if no mistake fits', async () => {
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
      /^line 2 of the string to sign differs \(Content-MD5\): expected "[0-9A-F]{32}", but "A{32}"/,
    ),
  ]);
});

it('concludes from a correct string to sign that the secret is wrong', async () => {
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
    "Content-MD5 is wrong: the MD5 is that of the same JSON in another format: with Python's spaces and \\u escapes (content-md5-of-rewritten-body)",
  ]);
});

it('does not report what the profile accepts', async () => {
  const request = changed({ 'content-type': 'application/json; charset=utf-8' });
  const headers = request.headers as Record<string, string>;
  const [id, signature = ''] = String(headers.authorization).split(':');
  const lower = { ...request, headers: { ...headers, authorization: `${id}:${signature.toLowerCase()}` } };
  const { warnings } = await verdictOf(lower, { profile: 'receiver' });
  expect(warnings).toEqual([expect.stringContaining('(content-type-charset-added)')]);
});

it('does not reveal a secret in a header', async () => {
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
    const response = await send(server.url, request);
    const [verdict] = await server.requests();
    const shown = await (await fetch(`${server.url}/__admin/requests/${verdict?.id}`)).text();
    const said = JSON.stringify([verdict, response.headers, shown]);
    expect(said).not.toMatch(/Canary(Secret|Token)0123/);
    expect(said).not.toContain(own);
    expect(verdict?.warnings.length).toBeGreaterThan(0);
  }
});

it.each([
  ['a deep body', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a body that is not UTF-8', Buffer.from([0xff, 0xfe, 0x5b, 0x22, 0xc3])],
  ['a body of spaces', ' '.repeat(400_000)],
  ['an unpaired surrogate', '[{"name":"\\ud800","content":"c"}]'],
])('responds with 403 to %s', async (_, body) => {
  const other = signedRequest('[]');
  const { response, verdict } = await verdictOf({ ...other, body });
  expect(response.status).toBe(403);
  expect(verdict.reasons).toMatchObject([{ code: 'content-md5-mismatch' }]);
});

it('shows the string to sign with the name of an algorithm that is before the signature', async () => {
  const server = await startServer();
  await send(server.url, changed({ authorization: `${KEY.accessKeyId}:hmac-sha1 XXXXXXXXXX` }));
  const [verdict] = await server.requests();
  const response = await fetch(`${server.url}/__admin/requests/${verdict?.id}/signature`);
  const { stringToSign } = (await response.json()) as { stringToSign: string };
  expect(stringToSign).toContain('\nx-cms-signature:hmac-sha1\n');
});

it('names a header that is not ASCII and was signed as UTF-8', async () => {
  const request = signedRequest(BODY, { 'x-cms-owner': '云' });
  const headers = { ...request.headers, 'x-cms-owner': Buffer.from('云').toString('latin1') };
  // Node sends headers as UTF-8 together with a string.
  const { warnings } = await verdictOf({ ...request, headers, body: Buffer.from(BODY) });
  expect(warnings).toEqual([
    expect.stringMatching(
      /the value of x-cms-owner is not ASCII: it is signed as UTF-8.*\(header-not-ascii\)$/,
    ),
  ]);
});

/** A request that was signed with this Date. */
const dated = (date: string) => verdictOf(signedRequest(BODY, { date }));
const inHours = (hours: number) => new Date(NOW + hours * 3_600_000).toUTCString();

it.each([
  [
    inHours(8),
    'date-skewed',
    'Date is 8 h ahead: a local time is sent as if it were UTC, or the hours count to 12 only (timestamp-zone)',
  ],
  [
    inHours(-5),
    'date-skewed',
    'Date is 5 h behind: a local time is sent as if it were UTC, or the hours count to 12 only (timestamp-zone)',
  ],
  [
    inHours(-0.5),
    'date-skewed',
    'Date is 1800 s behind: the clock is wrong, or the request was sent long after it was signed (clock-wrong)',
  ],
  [
    '2026-11-21T08:30:00Z',
    'date-invalid',
    'Date is not written as required: it is written as ISO 8601 (date-format)',
  ],
  [
    '1795249800000',
    'date-invalid',
    'Date is not written as required: it is a number of milliseconds (date-format)',
  ],
  [
    'Sat Nov 21 16:30:00 CST 2026',
    'date-invalid',
    'Date is not written as required: it has the layout of `date` or asctime (date-format)',
  ],
  [
    'Sat, 21 Nov 2026 16:30:00 CST',
    'date-invalid',
    'Date is not written as required: it names a zone other than GMT (date-format)',
  ],
  [
    'Sat, 31 Jun 2026 16:30:00 GMT',
    'date-invalid',
    'Date is not written as required: its layout or its day is not valid (date-format)',
  ],
])('names what is wrong with the Date %s', async (date, code, cause) => {
  const { verdict, warnings } = await dated(date);
  expect(verdict.reasons.map((reason) => reason.code)).toEqual([code]);
  expect(warnings).toEqual([`why the Date header is refused: ${cause}`]);
});
