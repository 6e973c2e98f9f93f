/** Mistakes that only version 1 has: the layout, the fields of the signature, and the time. */
import { strict } from './client.fixture.ts';
import { type Mutation, onlyV1, restricted, simple } from './mutation.fixture.ts';
import { times } from './times.fixture.ts';

const parameter = (name: string, value: (before: string) => string) => ({
  parameters: (pairs: (readonly [string, string])[]) =>
    pairs.map((pair) => (pair[0] === name ? ([name, value(pair[1])] as const) : pair)),
});
export const v1Only: readonly Mutation[] = restricted(onlyV1, [
  ...times.map(([code, name, value]) =>
    simple(
      code,
      `v1 ${name}`,
      parameter('Timestamp', () => value),
    ),
  ),
  simple(
    'algorithm-name',
    'HmacSHA1',
    parameter('SignatureMethod', () => 'HmacSHA1'),
  ),
  simple(
    'algorithm-name',
    'HMAC-SHA256',
    parameter('SignatureMethod', () => 'HMAC-SHA256'),
  ),
  simple(
    'algorithm-name',
    'small letters',
    parameter('SignatureMethod', () => 'hmac-sha1'),
  ),
  simple(
    'signature-version',
    'version 1',
    parameter('SignatureVersion', () => '1'),
  ),
  simple(
    'signature-version',
    'version 2',
    parameter('SignatureVersion', () => '2.0'),
  ),
  simple('signature-not-encoded', 'signature not encoded', {
    sent: (pairs) =>
      pairs.map((pair) => (pair[0] === 'Signature' ? ['Signature', pair[1].replaceAll('+', ' ')] : pair)),
  }),
  ...['signature', 'accessKeyId', 'timestamp', 'signatureMethod'].map((name) =>
    simple('parameter-name-case', name, {
      ...(name === 'signature'
        ? { sent: (pairs) => pairs.map((pair) => (pair[0] === 'Signature' ? [name, pair[1]] : pair)) }
        : {
            parameters: (pairs) =>
              pairs.map((pair) => (pair[0].toLowerCase() === name.toLowerCase() ? [name, pair[1]] : pair)),
          }),
    }),
  ),
  simple(
    'access-key-id-case',
    'id in upper case',
    parameter('AccessKeyId', (id) => id.toUpperCase()),
  ),
  simple(
    'access-key-id-whitespace',
    'id with a line feed',
    parameter('AccessKeyId', (id) => `${id}\n`),
  ),
  simple(
    'access-key-id-other',
    'another id',
    parameter('AccessKeyId', () => 'someBodyElse'),
  ),
  {
    code: 'key-and-secret-swapped',
    name: 'swapped',
    deviation: ({ key }) => ({
      ...parameter('AccessKeyId', () => key.accessKeySecret),
      hmacKey: () => `${key.accessKeyId}&`,
    }),
  },
  simple('query-encoded-once', 'query not encoded again', { again: (text) => (text === '/' ? '%2F' : text) }),
  simple('query-encoded-once', 'nothing encoded again', { again: (text) => text }),
  simple('query-encoded-thrice', 'encoded thrice', {
    again: (text) => (text === '/' ? '%2F' : strict(strict(text))),
  }),
  simple('lowercase-escapes', 'lower case in the second encoding', {
    again: (text) =>
      strict(text).replace(/%../g, (triplet) =>
        triplet === '%2F' && text === '/' ? triplet : triplet.toLowerCase(),
      ),
  }),
  simple('parts-joined-otherwise', 'line feeds', { text: (text) => text.split('&').join('\n') }),
  simple('parts-joined-otherwise', 'no &', { text: (text) => text.split('&').join('') }),
  simple('path-signed', '/ not encoded', { text: (text) => text.replace('&%2F&', '&/&') }),
  simple('other-text-signed', 'query only', { text: (text) => text.split('&')[2] ?? '' }),
]);
