/** Wrong secrets, and malformed Authorization headers. */
import { base64, type Mutation, simple } from './mutation.fixture.ts';

export const secrets: readonly Mutation[] = [
  simple('secret-of-other-key', 'secret of another key', { secret: () => 'otherSecretOfTests' }),
  simple('key-id-as-secret', 'key id as secret', { secret: (key) => key.accessKeyId }),
  simple('key-and-secret-swapped', 'key and secret swapped', {
    secret: (key) => key.accessKeyId,
    authorization: (_, signature, key) => `${key.accessKeySecret}:${signature}`,
  }),
  simple('secret-in-clear', 'secret in clear', {
    authorization: (id, _, key) => `${id}:${key.accessKeySecret}`,
  }),
  simple('rpc-style-signature', 'RPC style', {
    secret: (key) => `${key.accessKeySecret}&`,
    writeSignature: base64,
  }),
  simple('secret-with-ampersand', 'ampersand after the secret', {
    secret: (key) => `${key.accessKeySecret}&`,
  }),
  ...['\n', '\r\n', ' ', '\t'].map((end) =>
    simple('secret-blanks', `secret with ${JSON.stringify(end)}`, {
      secret: (key) => key.accessKeySecret + end,
    }),
  ),
  simple('secret-blanks', 'space before the secret', { secret: (key) => ` ${key.accessKeySecret}` }),
  simple('secret-blanks', 'quoted secret', { secret: (key) => `"${key.accessKeySecret}"` }),
  simple('secret-encoded', 'secret in base64', { secret: (key) => base64(Buffer.from(key.accessKeySecret)) }),
  simple('secret-encoded', 'secret in lowercase', { secret: (key) => key.accessKeySecret.toLowerCase() }),
  simple('secret-encoded', 'secret decoded', { secret: (key) => Buffer.from(key.accessKeySecret, 'base64') }),
  simple('secret-incomplete', 'last character missing', {
    secret: (key) => key.accessKeySecret.slice(0, -1),
  }),
  simple('secret-incomplete', 'no secret', { secret: () => '' }),
];

export const authorization: readonly Mutation[] = [
  ...['acs ', 'LOG ', 'HMAC ', 'Bearer '].map((scheme) =>
    simple('authorization-scheme', `scheme ${scheme}`, {
      authorization: (id, signature) => `${scheme}${id}:${signature}`,
    }),
  ),
  simple('authorization-reversed', 'reversed', { authorization: (id, signature) => `${signature}:${id}` }),
  simple('authorization-separator', 'space instead of the colon', { authorization: (id, s) => `${id} ${s}` }),
  simple('authorization-separator', 'comma instead of the colon', { authorization: (id, s) => `${id},${s}` }),
  simple('authorization-fields', 'named fields', {
    authorization: (id, s) => `Signature keyId="${id}",algorithm="hmac-sha1",signature="${s}"`,
  }),
  simple('authorization-fields', 'named fields of other services', {
    authorization: (id, s) => `HMAC-SHA1 Credential=${id}/cms, Signature=${s}`,
  }),
  simple('authorization-base64', 'Basic', {
    authorization: (id, s) => `Basic ${base64(Buffer.from(`${id}:${s}`))}`,
  }),
  simple('access-key-id-case', 'id in uppercase', { authorization: (id, s) => `${id.toUpperCase()}:${s}` }),
  simple('access-key-id-other', 'another id', { authorization: (_, s) => `someoneElse:${s}` }),
  simple('authorization-quoted', 'quotation marks', { authorization: (id, s) => `"${id}:${s}"` }),
];
