/** Mistakes in the secret, the computation and the format of the signature, which both schemes have. */
import { createHash, createHmac } from 'node:crypto';
import type { SigningKey } from '../../search/attempt.ts';
import { type Base, type Deviation, strict } from './client.fixture.ts';
import { type Mutation, onlyAcs3, onlyV1, restricted, simple } from './mutation.fixture.ts';

/** Changes the secret, from which the key of the HMAC follows. */
const secret =
  (change: (key: SigningKey) => string): ((base: Base) => Deviation) =>
  ({ scheme }) => ({
    hmacKey: (key) => `${change(key)}${scheme === 'rpc-v1' ? '&' : ''}`,
  });
const wrongSecret = (code: string, name: string, change: (key: SigningKey) => string): Mutation => ({
  code,
  name,
  deviation: secret(change),
});
const hash = (name: string, text: string | Buffer) => createHash(name).update(text).digest();
const hmacOf = (name: string, key: string | Buffer, text: string | Buffer) =>
  createHmac(name, key).update(text).digest();

export const common: readonly Mutation[] = [
  wrongSecret('secret-of-other-key', 'secret of another key', () => 'otherSecretOfTests'),
  wrongSecret('key-id-as-secret', 'key id as secret', (key) => key.accessKeyId),
  wrongSecret('key-id-as-secret', 'token as secret', (key) => key.securityToken ?? key.accessKeySecret),
  ...['\n', '\r\n', ' ', '\t'].map((end) =>
    wrongSecret('secret-blanks', `secret with ${JSON.stringify(end)}`, (key) => key.accessKeySecret + end),
  ),
  wrongSecret('secret-blanks', 'quoted secret', (key) => `"${key.accessKeySecret}"`),
  wrongSecret('secret-encoded', 'secret in base64', (key) =>
    Buffer.from(key.accessKeySecret).toString('base64'),
  ),
  wrongSecret('secret-encoded', 'secret in lower case', (key) => key.accessKeySecret.toLowerCase()),
  wrongSecret('secret-incomplete', 'last character lost', (key) => key.accessKeySecret.slice(0, -1)),
  wrongSecret('secret-incomplete', 'no secret', () => ''),
  simple('secret-in-clear', 'secret in clear', { write: (_, key) => key.accessKeySecret }),
  ...restricted(onlyV1, [
    simple('ampersand-missing', 'no ampersand', { hmacKey: (key) => key.accessKeySecret }),
    simple('ampersand-other', 'ampersand before', { hmacKey: (key) => `&${key.accessKeySecret}` }),
    simple('ampersand-other', 'two ampersands', { hmacKey: (key) => `${key.accessKeySecret}&&` }),
    simple('signature-hex', 'hex', { write: (digest) => digest.toString('hex') }),
    simple('signature-hex', 'upper hex', { write: (digest) => digest.toString('hex').toUpperCase() }),
    simple('signature-base64-of-text', 'base64 of hex', {
      write: (digest) => Buffer.from(digest.toString('hex')).toString('base64'),
    }),
    simple('signature-base64url', 'base64url', {
      write: (digest) => digest.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    }),
    simple('signature-url-encoded', 'encoded twice', {
      write: (digest) => strict(digest.toString('base64')),
    }),
    simple('signature-cut', 'cut', { write: (digest) => digest.toString('base64').slice(0, 20) }),
    simple('signature-other-hash', 'SHA-256', { hash: 'sha256' }),
    simple('signature-other-hash', 'MD5', { hash: 'md5' }),
    simple('hashed-twice', 'base64 of the SHA-1 of the HMAC', {
      write: (digest) => hash('sha1', digest).toString('base64'),
    }),
    simple('no-hmac', 'SHA-1 of text and secret', {
      sign: (text, key) => hash('sha1', `${text}${String(key).slice(0, -1)}`),
    }),
    simple('hash-of-text-signed', 'HMAC over SHA-1', {
      sign: (text, key) => hmacOf('sha1', key, hash('sha1', text)),
    }),
  ]),
  ...restricted(onlyAcs3, [
    simple('secret-with-ampersand', 'ampersand', { hmacKey: (key) => `${key.accessKeySecret}&` }),
    simple('signature-upper-case', 'upper hex', { write: (digest) => digest.toString('hex').toUpperCase() }),
    simple('signature-base64', 'base64', { write: (digest) => digest.toString('base64') }),
    simple('signature-base64-of-text', 'base64 of hex', {
      write: (digest) => Buffer.from(digest.toString('hex')).toString('base64'),
    }),
    simple('signature-cut', 'cut', { write: (digest) => digest.toString('hex').slice(0, 40) }),
    simple('signature-digits-lost', 'no leading zeros', {
      write: (digest) => [...digest].map((byte) => byte.toString(16)).join(''),
    }),
    simple('signature-other-hash', 'SHA-1', { hash: 'sha1' }),
    simple('signature-other-hash', 'SHA-512', { hash: 'sha512' }),
    simple('hashed-twice', 'SHA-256 of the HMAC', {
      write: (digest) => hash('sha256', digest).toString('hex'),
    }),
    simple('no-hmac', 'SHA-256 of secret and text', { sign: (text, key) => hash('sha256', `${key}${text}`) }),
    simple('hash-of-text-signed', 'HMAC over SHA-256 in hex', {
      sign: (text, key) => hmacOf('sha256', key, hash('sha256', text).toString('hex')),
    }),
  ]),
  {
    code: 'hmac-arguments-swapped',
    name: 'key and message swapped',
    deviation: ({ scheme }) => ({
      sign: (text, key) => hmacOf(scheme === 'acs3' ? 'sha256' : 'sha1', text, key),
    }),
  },
  simple('trailing-newline', 'line feed at the end', { text: (text) => `${text}\n` }),
  simple('text-changed', 'lower case', { text: (text) => text.toLowerCase() }, onlyV1),
  simple('text-other-encoding', 'UTF-16', { text: (text) => Buffer.from(text as string, 'utf16le') }),
  simple('method-other', 'other method', { method: (method) => (method === 'GET' ? 'POST' : 'GET') }),
  simple('method-other', 'method in lower case', { method: (method) => method.toLowerCase() }),
  simple('path-signed', 'path signed', { signedPath: ({ path }) => path }),
  simple('path-signed', 'path without its slash', { signedPath: ({ path }) => path.slice(0, -1) }),
  simple('path-signed', 'address signed', { signedPath: ({ path }) => `http://127.0.0.1:4010${path}` }),
];
