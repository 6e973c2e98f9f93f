import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { contractOf } from '../../contract/contract.ts';
import { signerOf } from './signature.ts';

const { contentMd5Of, signatureOf, stringToSign } = signerOf(contractOf('cloudmonitor', 'documented'));

interface Vector {
  id: string;
  method: string;
  requestTarget: string;
  headers: Record<string, string>;
  bodyBase64: string | null;
  contentMd5?: string;
  accessKeySecret: string;
  stringToSign: string;
  signature: string;
}

const file = fileURLToPath(import.meta.resolve('@pushspec/spec/cloudmonitor/vectors/signatures.json'));
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };

it.each(vectors)('signs $id as its sources do', (vector) => {
  const [path = '', query] = vector.requestTarget.split('?');
  const headers = Object.fromEntries(
    Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const text = stringToSign({ method: vector.method, path, query, headers });
  expect(text).toBe(vector.stringToSign);
  expect(signatureOf(text, vector.accessKeySecret)).toBe(vector.signature);
});

it('digests the bytes of the bodies that are known', () => {
  const known = vectors.filter(({ bodyBase64, headers }) => bodyBase64 && headers['Content-MD5']);
  expect(known.length).toBeGreaterThan(0);
  for (const { bodyBase64, headers } of known) {
    expect(contentMd5Of(Buffer.from(String(bodyBase64), 'base64'))).toBe(
      headers['Content-MD5']?.toUpperCase(),
    );
  }
});

it('signs each request with the rules of its contract', () => {
  const contract = contractOf('cloudmonitor', 'documented');
  const signing = {
    ...{ parts: ['resource', 'Date', 'signed-headers'], lineSeparator: '|' },
    ...{ prefixes: ['x-own-'], nameSeparator: '=' },
    ...{ digestHeader: 'Content-MD5', digestHash: 'sha1', signatureHash: 'sha256', keySeparator: '/' },
  };
  const other = signerOf({ ...contract, operation: { ...contract.operation, signing } });
  const headers = { date: 'today', 'x-own-b': '2', 'X-Own-A': '1', 'x-cms-ip': 'N/A' };
  expect(other.stringToSign({ method: 'POST', path: '/p', headers })).toBe('/p|today|x-own-a=1|x-own-b=2');
  expect(other.signatureOf('text', 'secret')).toBe(
    '2F443685592900E619F2F3B2350C3C8A5738E2E7A26BC9A244D3393C3CD6ABD6',
  );
  expect(other.contentMd5Of(Buffer.from('body'))).toBe('02083F4579E08A612425C0C1A17EE47ADD783B94');
  expect(other.authorizationOf('id', 'F00')).toBe('id/F00');
});

it('refuses a contract that says of no signature', () => {
  expect(() => signerOf(contractOf('guance', 'documented'))).toThrow(
    'the contract of guance has no x-signing',
  );
});
