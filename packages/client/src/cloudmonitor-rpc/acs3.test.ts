import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acs3Signature } from './acs3.ts';
import { signedHeaders } from './signed-headers.ts';

interface Vector {
  readonly id: string;
  readonly scheme: string;
  readonly matches: boolean;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly bodyBase64: string;
  };
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

const file = new URL('../../../../spec/cloudmonitor-rpc/vectors/signatures.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] };
const acs3Vectors = vectors.filter(({ scheme }) => scheme === 'acs3');

const headersOf = ({ request }: Vector): Record<string, string> =>
  Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
const signedNamesOf = (headers: Readonly<Record<string, string>>) =>
  (/SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '').split(';');
const queryOf = ({ request }: Vector) => new URLSearchParams(request.target.replace(/^[^?]*\??/, ''));

it('has vectors to compare with', () => {
  expect(acs3Vectors.length).toBeGreaterThan(10);
});

it.each(acs3Vectors)('reproduces the signature of $id', async (vector) => {
  const headers = headersOf(vector);
  const signed = Object.fromEntries(signedNamesOf(headers).map((name) => [name, headers[name] ?? '']));
  const { canonicalRequest, stringToSign, signature } = await acs3Signature({
    method: vector.request.method,
    query: queryOf(vector),
    headers: signed,
    digest: headers['x-acs-content-sha256'] ?? '',
    accessKeySecret: vector.accessKeySecret,
  });
  expect({ canonicalRequest, stringToSign, signature }).toEqual({
    canonicalRequest: vector.canonicalRequest,
    stringToSign: vector.stringToSign,
    signature: vector.signature,
  });
});

it('builds the headers of the published example', async () => {
  const vector = vectors.find(({ id }) => id === 'acs3-published');
  if (!vector) throw new Error('the vector is missing');
  const { authorization, ...headers } = headersOf(vector);
  const { headers: built, stringToSign } = await signedHeaders({
    method: vector.request.method,
    url: `https://${headers.host}${vector.request.target}`,
    body: new Uint8Array(),
    credentials: vector,
    headers: {
      'x-acs-action': headers['x-acs-action'] ?? '',
      'x-acs-version': headers['x-acs-version'] ?? '',
    },
    nonce: headers['x-acs-signature-nonce'],
    now: () => Date.parse(headers['x-acs-date'] ?? ''),
  });
  expect({ host: headers.host, ...built }).toEqual({ ...headers, authorization });
  expect(stringToSign).toBe(vector.stringToSign);
});

it('signs Content-Type and every vendor header, and replaces the headers of the contract', async () => {
  const { headers } = await signedHeaders({
    method: 'POST',
    url: 'http://127.0.0.1:4010/rpc/',
    body: new TextEncoder().encode('a=b'),
    credentials: { accessKeyId: 'STS.id', accessKeySecret: 'secret', securityToken: 'token' },
    headers: { 'X-Acs-Extra': ' a ', 'X-Acs-Date': 'yesterday', 'User-Agent': 'billing/1.4' },
    now: () => Date.UTC(2026, 10, 30),
    keep: ['x-acs-signature-nonce'],
  });
  expect(signedNamesOf(headers)).toEqual([
    ...['content-type', 'host', 'x-acs-accesskey-id', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date'],
    ...['x-acs-extra', 'x-acs-security-token', 'x-acs-version'],
  ]);
  expect(headers).toMatchObject({
    'user-agent': 'billing/1.4',
    'x-acs-accesskey-id': 'STS.id',
    'x-acs-date': '2026-11-30T00:00:00Z',
    'x-acs-security-token': 'token',
  });
});
