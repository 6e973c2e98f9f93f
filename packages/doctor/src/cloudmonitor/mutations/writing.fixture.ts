/** Signatures in the wrong format, or computed differently. */
import { upperHex } from './client.fixture.ts';
import { base64, hash, hmac, lowerHex, type Mutation, simple } from './mutation.fixture.ts';

export const writing: readonly Mutation[] = [
  simple('signature-base64', 'signature in base64', { writeSignature: base64 }),
  simple('signature-base64', 'signature in base64url', { writeSignature: (d) => d.toString('base64url') }),
  simple('signature-lower-case', 'signature in lowercase', { writeSignature: lowerHex }),
  simple('signature-hex-of-text', 'hex of base64', {
    writeSignature: (d) => upperHex(Buffer.from(base64(d))),
  }),
  simple('signature-base64-of-text', 'base64 of upper hex', {
    writeSignature: (d) => base64(Buffer.from(upperHex(d))),
  }),
  simple('signature-base64-of-text', 'base64 of lower hex', {
    writeSignature: (d) => base64(Buffer.from(lowerHex(d))),
  }),
  simple('signature-url-encoded', 'URL-encoded base64', {
    writeSignature: (d) => encodeURIComponent(base64(d)),
  }),
  simple('signature-other-hash', 'SHA-256', { hash: 'sha256' }),
  simple('signature-other-hash', 'MD5', { hash: 'md5' }),
  simple('signature-other-hash', 'SHA-512', { hash: 'sha512' }),
  simple('signature-cut', 'first 32 digits', { writeSignature: (d) => upperHex(d).slice(0, 32) }),
  simple('signature-digits-lost', 'bytes without leading zeros', {
    writeSignature: (d) => [...d].map((byte) => byte.toString(16).toUpperCase()).join(''),
  }),
  simple('hashed-twice', 'SHA-1 of the hex HMAC', {
    writeSignature: (d) => upperHex(hash('sha1', lowerHex(d))),
  }),
  simple('hashed-twice', 'HMAC of the raw HMAC', {
    sign: (text, secret) => hmac(secret, hmac(secret, text)),
  }),
  simple('hash-of-text-signed', 'HMAC over MD5 in hex', {
    sign: (text, secret) => hmac(secret, lowerHex(hash('md5', text))),
  }),
  simple('hash-of-text-signed', 'HMAC over raw SHA-1', {
    sign: (text, secret) => hmac(secret, hash('sha1', text)),
  }),
  simple('no-hmac', 'SHA-1 of text and secret', {
    sign: (text, secret) =>
      hash('sha1', Buffer.concat([Buffer.from(text as string), Buffer.from(secret as string)])),
  }),
  simple('no-hmac', 'SHA-1 of secret and text', {
    sign: (text, secret) =>
      hash('sha1', Buffer.concat([Buffer.from(secret as string), Buffer.from(text as string)])),
  }),
  simple('hmac-arguments-swapped', 'key and message swapped', { sign: (text, secret) => hmac(text, secret) }),
];
