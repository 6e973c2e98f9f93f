import { createHmac as createNativeHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createHmac, signerOf } from './signature.ts';
import { uploadOperation } from './upload-operation.fixture.ts';

const { contentMd5Of, signatureOf, stringToSign } = signerOf(uploadOperation('documented'));

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

it('digests the bytes of known bodies', () => {
  const known = vectors.filter(({ bodyBase64, headers }) => bodyBase64 && headers['Content-MD5']);
  expect(known.length).toBeGreaterThan(0);
  for (const { bodyBase64, headers } of known) {
    expect(contentMd5Of(Buffer.from(String(bodyBase64), 'base64'))).toBe(
      headers['Content-MD5']?.toUpperCase(),
    );
  }
});

it('signs each request with the rules of its contract', () => {
  const other = signerOf({
    ...uploadOperation('documented'),
    signing: {
      parts: ['resource', 'Date', 'signed-headers'],
      lineSeparator: '|',
      prefixes: ['x-own-'],
      nameSeparator: '=',
      digestHeader: 'Content-MD5',
      digestHash: 'sha1',
      signatureHash: 'sha256',
      keySeparator: '/',
    },
  });
  const headers = { date: 'today', 'x-own-b': '2', 'X-Own-A': '1', 'x-cms-ip': 'N/A' };
  expect(other.stringToSign({ method: 'POST', path: '/p', headers })).toBe('/p|today|x-own-a=1|x-own-b=2');
  expect(other.signatureOf('text', 'secret')).toBe(
    '2F443685592900E619F2F3B2350C3C8A5738E2E7A26BC9A244D3393C3CD6ABD6',
  );
  expect(other.contentMd5Of(Buffer.from('body'))).toBe('02083F4579E08A612425C0C1A17EE47ADD783B94');
  expect(other.authorizationOf('id', 'F00')).toBe('id/F00');
});

it('rejects an operation that the contract does not sign', () => {
  const { signing: _, ...unsigned } = uploadOperation('documented');
  expect(() => signerOf({ ...unsigned, signing: undefined })).toThrow(
    'the contract does not say how uploadCustomEvents is signed',
  );
});

const keys = ['', 'k', 'testsecret', '密钥', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(200)];

it.each(['md5', 'sha1', 'sha256'].flatMap((algorithm) => keys.map((key) => ({ algorithm, key }))))(
  'agrees with OpenSSL for $algorithm and the key $key',
  ({ algorithm, key }) => {
    const hmac = createHmac(algorithm);
    for (const text of ['', 'POST\n', '磁盘告警 🔥', 'y'.repeat(1000)]) {
      expect(hmac(key, text)).toBe(createNativeHmac(algorithm, key).update(text, 'utf8').digest('hex'));
    }
  },
);
