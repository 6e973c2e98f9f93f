import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sign } from './index.ts';

interface Vector {
  readonly id: string;
  readonly method: string;
  readonly requestTarget: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `null` if only the MD5 of the body is known. */
  readonly bodyBase64: string | null;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly stringToSign: string;
  readonly signature: string;
}

const folder = join(import.meta.dirname, '../../../../spec/cloudmonitor/vectors');
const vectors = readdirSync(folder).flatMap(
  (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { vectors: Vector[] }).vectors,
);

const bodyOf = (vector: Vector) => Buffer.from(vector.bodyBase64 ?? '', 'base64');
const md5Of = ({ headers }: Vector) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-md5')?.[1];

it('has known signatures to reproduce', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(12);
});

it.for(vectors)('signs $id', (vector) => {
  const signed = sign({ ...vector, body: bodyOf(vector) });
  expect(signed).toEqual({
    stringToSign: vector.stringToSign,
    signature: vector.signature,
    authorization: `${vector.accessKeyId}:${vector.signature}`,
    contentMd5: md5Of(vector),
  });
});

it.for(
  vectors.filter((vector) => vector.bodyBase64 !== null && md5Of(vector) === md5Of(vector)?.toUpperCase()),
)('computes the body digest of $id', (vector) => {
  const headers = Object.fromEntries(
    Object.entries(vector.headers).filter(([name]) => name.toLowerCase() !== 'content-md5'),
  );
  const signed = sign({ ...vector, headers, body: bodyOf(vector) });
  expect(signed.contentMd5).toBe(md5Of(vector));
  expect(signed.signature).toBe(vector.signature);
});

it('leaves the line of signed headers empty if there are none', () => {
  const { stringToSign } = sign({
    method: 'GET',
    requestTarget: '/event/custom/upload',
    headers: {},
    body: new Uint8Array(),
    accessKeyId: 'id',
    accessKeySecret: 'secret',
  });
  expect(stringToSign).toBe('GET\n\n\n\n\n/event/custom/upload');
});

it('treats a trailing question mark as an empty query', () => {
  const input = {
    method: 'GET',
    headers: {},
    body: new Uint8Array(),
    accessKeyId: 'i',
    accessKeySecret: 's',
  };
  expect(sign({ ...input, requestTarget: '/p?' }).stringToSign).toBe('GET\n\n\n\n\n/p');
});
