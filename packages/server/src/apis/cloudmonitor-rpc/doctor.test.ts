import { createHmac } from 'node:crypto';
import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { NOW, type PlainRequest, rpcRequest, send, startServer } from '../../server.fixture.ts';

const KEY = developmentConfig.cloudmonitor.accounts[0]?.keys[0] as {
  accessKeyId: string;
  accessKeySecret: string;
};

/** Returns the verdict on a request, and its warnings. */
async function verdictOf(request: PlainRequest) {
  const server = await startServer();
  const response = await send(server.url, request);
  const [verdict] = await server.requests();
  if (!verdict) throw new Error('nothing was recorded');
  const signature = await fetch(`${server.url}/__admin/requests/${verdict.id}/signature`);
  return {
    response,
    verdict,
    warnings: verdict.warnings.map(({ message }) => message),
    report: await signature.json(),
  };
}

/** A request with an ACS3 signature whose headers change after it has been signed. */
function changed(headers: Record<string, string>): PlainRequest {
  const request = rpcRequest();
  return { ...request, headers: { ...request.headers, ...headers } };
}

/** A request in the query with a signature of version 1. */
function v1Request({
  key = `${KEY.accessKeySecret}&`,
  at = NOW,
  content = 'version 1.4',
  encode = encodeURIComponent,
} = {}): PlainRequest {
  const pairs = {
    AccessKeyId: KEY.accessKeyId,
    Action: 'PutCustomEvent',
    'EventInfo.1.Content': content,
    'EventInfo.1.EventName': 'deploy',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: `n-${at}`,
    SignatureVersion: '1.0',
    Timestamp: `${new Date(at).toISOString().slice(0, 19)}Z`,
    Version: '2019-01-01',
  };
  const joined = (one: (text: string) => string) =>
    Object.entries(pairs)
      .map(([name, value]) => `${name}=${one(value)}`)
      .join('&');
  const text = `GET&%2F&${encodeURIComponent(joined(encode))}`;
  const signature = createHmac('sha1', key).update(text).digest('base64');
  return {
    method: 'GET',
    path: `/?${joined(encodeURIComponent)}&Signature=${encodeURIComponent(signature)}`,
  };
}

it('accepts a request of version 1, and reports its string to sign', async () => {
  const { response, report } = await verdictOf(v1Request());
  expect(response.status).toBe(200);
  expect(report).toMatchObject({ signature: 'right', isKeyKnown: true, causes: [] });
});

it('names a missing ampersand, only in the verdict', async () => {
  const { response, verdict, warnings } = await verdictOf(v1Request({ key: KEY.accessKeySecret }));
  expect(warnings).toEqual([
    'why the request is not authenticated: no ampersand follows the secret in the key of the HMAC (ampersand-missing)',
  ]);
  expect(verdict.warnings[0]?.fix).toMatch(/^Use the AccessKeySecret followed by &/);
  expect(JSON.parse(response.text).Message).toMatch(
    /^Specified signature is not matched with our calculation\. /,
  );
});

it('names a space that was signed as a plus sign', async () => {
  const { warnings } = await verdictOf(
    v1Request({ encode: (text) => encodeURIComponent(text).replaceAll('%20', '+') }),
  );
  expect(warnings).toEqual([expect.stringContaining('(space-as-plus)')]);
});

it('names a local time that is sent as if it were UTC', async () => {
  const { warnings } = await verdictOf(v1Request({ at: NOW + 8 * 3_600_000 }));
  expect(warnings).toEqual([expect.stringMatching(/Timestamp is 8 h ahead: .*\(timestamp-zone\)$/)]);
});

it('names a host that differs from the signed one, and shows the canonical request', async () => {
  const { warnings, report } = await verdictOf(changed({ host: 'example.com:8080' }));
  expect(warnings).toEqual([expect.stringContaining('(host-other)')]);
  expect(report).toMatchObject({
    signature: 'wrong',
    digest: { header: 'x-acs-content-sha256', check: 'right' },
    canonicalRequest: expect.stringContaining('\nhost:example.com:8080\nx-acs-action:PutCustomEvent\n'),
  });
});

/** A request whose Authorization is rewritten after it has been signed. */
function authorized(rewrite: (authorization: string) => string): PlainRequest {
  const { authorization = '' } = rpcRequest().headers as Record<string, string>;
  return changed({ authorization: rewrite(authorization) });
}

const LISTED = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';

it.each([
  ['content-type', 'content-type;'],
  ['x-acs-security-token', 'x-acs-security-token;'],
  ['accept, user-agent', 'accept;user-agent;'],
])('names %s, which SignedHeaders lists and the request lacks', async (names, listed) => {
  const { headers, ...request } = authorized((header) =>
    header.replace('SignedHeaders=', `SignedHeaders=${listed}`).replace(/Signature=.*/, 'Signature=00'),
  );
  const kept = Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name !== 'content-type'));
  const { warnings } = await verdictOf({ ...request, path: '/?Action=PutCustomEvent', headers: kept });
  expect(warnings).toEqual([
    expect.stringContaining(
      `SignedHeaders lists ${names}, but the request has no such header (header-not-sent)`,
    ),
  ]);
});

it.each([
  [',', 'commas'],
  ['; ', 'spaces'],
  ['|', 'vertical bars'],
])('names the separator %j between signed headers', async (separator, name) => {
  const { warnings } = await verdictOf(
    authorized((header) =>
      header.replace(/(SignedHeaders=)([^,]+)/, (_, field, list) => field + list.replaceAll(';', separator)),
    ),
  );
  expect(warnings.join()).toContain(`the names in SignedHeaders are separated by ${name}`);
  expect(warnings.join()).not.toMatch(/…|lacks/);
});

it('names the algorithm of another vendor without masking it', async () => {
  const { warnings } = await verdictOf(authorized((header) => header.replace('ACS3', 'AWS4')));
  expect(warnings.join()).toContain('names the algorithm "AWS4-HMAC-SHA256", not ACS3-HMAC-SHA256');
});

it('shows a canonical request that can be hashed, with the provider of the credentials', async () => {
  const { report } = await verdictOf(
    authorized((header) => header.replace(/SignedHeaders=[^,]+/, `SignedHeaders=${LISTED}`)),
  );
  expect(report.canonicalRequest).not.toContain('…');
  const named = await verdictOf(changed({ 'x-acs-credentials-provider': 'static_ak' }));
  expect(JSON.stringify(named.report)).not.toContain('…c_ak');
});

it('names a body that changed after it was signed', async () => {
  const { warnings } = await verdictOf({
    ...rpcRequest(),
    body: 'EventInfo.1.EventName=n&EventInfo.1.Content=c\n',
  });
  expect(warnings).toEqual([expect.stringContaining('(body-digest-of-other-ends)')]);
});

it('shows what must be signed if no mistake fits', async () => {
  const request = rpcRequest();
  const headers = request.headers as Record<string, string>;
  const authorization = headers.authorization?.replace(/Signature=.*/, `Signature=${'0'.repeat(64)}`) ?? '';
  const { warnings } = await verdictOf(changed({ authorization }));
  expect(warnings).toEqual([
    expect.stringMatching(/^no known mistake makes this signature; what must be signed is "POST\\n\/\\n/),
  ]);
});

it.each([
  ['the same request', (request: PlainRequest) => request, 'nonce-resent'],
  [
    'another request with its nonce',
    () => v1Request({ at: NOW, encode: encodeURIComponent }),
    'nonce-resent',
  ],
])('names why the nonce of %s was used', async (_, again, code) => {
  const server = await startServer();
  const request = v1Request();
  await send(server.url, request);
  await send(server.url, again(request));
  const second = (await server.requests()).find(({ reasons }) => reasons.length > 0);
  expect(second?.reasons.map((reason) => reason.code)).toEqual(['nonce-used']);
  expect(second?.warnings.map(({ message }) => message)).toEqual([expect.stringContaining(`(${code})`)]);
});

it('reveals no secret', async () => {
  const key = `${KEY.accessKeySecret}&`;
  for (const request of [
    v1Request({ key: `"${key}` }),
    changed({
      authorization: `ACS3-HMAC-SHA256 Credential=${KEY.accessKeySecret},SignedHeaders=host,Signature=0`,
    }),
  ]) {
    const { verdict, report } = await verdictOf(request);
    expect(JSON.stringify([verdict.warnings, report])).not.toContain(KEY.accessKeySecret);
  }
});

const FORM = `Action=PutCustomEvent&AccessKeyId=${KEY.accessKeyId}&Signature=x`;

it.each([
  ['none', {}, FORM],
  ['text/plain', { 'content-type': 'text/plain' }, FORM],
  ['application/json', { 'content-type': 'application/json' }, '{"Action": "PutCustomEvent"}'],
  [
    'multipart/form-data; boundary=b',
    { 'content-type': 'multipart/form-data; boundary=b' },
    '--b\r\nContent-Disposition: form-data; name="Action"\r\n\r\nPutCustomEvent\r\n--b--\r\n',
  ],
])(
  'names the Content-Type %s as the cause why a body with an action is not read',
  async (type, headers, body) => {
    const { response, verdict } = await verdictOf({ path: '/', headers, body });
    expect(JSON.parse(response.text).Code).toBe('MissingAction');
    expect(verdict.reasons.map(({ code }) => code)).toEqual(['action-missing', 'media-type']);
    expect(verdict.reasons[1]?.message).toBe(
      `Content-Type must be application/x-www-form-urlencoded, got ${type}`,
    );
    expect(verdict.reasons[0]?.fix).toBe(verdict.reasons[1]?.fix);
  },
);

it('names the Content-Type as the cause if the key is in a body that is not read', async () => {
  const path = '/?Action=PutCustomEvent&Version=2019-01-01';
  const { verdict } = await verdictOf({ path, headers: { 'content-type': 'text/plain' }, body: FORM });
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['access-key-missing', 'media-type']);
});

it('does not name the Content-Type of a body without parameters', async () => {
  const { verdict } = await verdictOf({ path: '/', headers: {}, body: '{"action":"none"}' });
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['action-missing']);
});
