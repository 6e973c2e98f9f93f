import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { contentMd5Of, signatureOf, stringToSign } from './signature.ts';

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
