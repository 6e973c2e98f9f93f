/** Mistakes that only ACS3 has: the canonical request, the headers, and the time. */
import { sha256 } from './client.fixture.ts';
import { type Mutation, onlyAcs3, restricted, simple } from './mutation.fixture.ts';
import { times } from './times.fixture.ts';

const header = (name: string, value: (before: string) => string) => ({
  headers: (headers: Record<string, string>) => ({ ...headers, [name]: value(headers[name] ?? '') }),
});

export const acs3Only: readonly Mutation[] = restricted(onlyAcs3, [
  ...times.map(([code, name, value]) =>
    simple(
      code,
      `acs3 ${name}`,
      header('x-acs-date', () => value),
    ),
  ),
  simple('host-port', 'port missing', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [name, name === 'host' ? '127.0.0.1' : value]),
    }),
  }),
  simple('host-other', 'host of the real service', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [
        name,
        name === 'host' ? 'metrics.cn-shanghai.aliyuncs.com' : value,
      ]),
    }),
  }),
  simple('host-other', 'localhost', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [name, name === 'host' ? 'localhost:4010' : value]),
    }),
  }),
  simple('host-other', 'host with scheme', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [name, name === 'host' ? `http://${value}` : value]),
    }),
  }),
  ...[
    'host',
    'x-acs-action',
    'x-acs-version',
    'x-acs-date',
    'x-acs-content-sha256',
    'x-acs-security-token',
  ].map((left) =>
    simple(
      'header-not-listed',
      `without ${left}`,
      { listed: (names) => names.filter((name) => name !== left) },
      ({ key }) => left !== 'x-acs-security-token' || key.securityToken !== undefined,
    ),
  ),
  ...['host', 'x-acs-version', 'x-acs-signature-nonce'].map((left) =>
    simple('header-left-out', `${left} listed and not signed`, {
      canonical: ({ headers, names }) => ({
        headers: headers.filter(([name]) => name !== left),
        names: names.filter((name) => name !== left),
      }),
    }),
  ),
  simple('header-added', 'accept signed and not listed', {
    canonical: ({ headers, names }) => ({
      headers: [['accept', 'application/json'], ...headers],
      names: ['accept', ...names],
    }),
  }),
  simple('header-added', 'user-agent signed and not listed', {
    canonical: ({ headers, names }) => ({
      headers: [...headers, ['user-agent', 'made-for-tests/1.0'] as const].sort(([a], [b]) =>
        a < b ? -1 : 1,
      ),
      names: [...names, 'user-agent'].sort(),
    }),
  }),
  simple('headers-not-sorted', 'backwards', {
    canonical: ({ headers, names }) => ({ headers: [...headers].reverse(), names: [...names].reverse() }),
  }),
  simple('headers-not-sorted', 'host last', {
    canonical: ({ headers }) => ({
      headers: [
        ...headers.filter(([name]) => name !== 'host'),
        ...headers.filter(([name]) => name === 'host'),
      ],
    }),
  }),
  simple('header-names-case', 'capitals', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [
        name.replace(/(^|-)./g, (start) => start.toUpperCase()),
        value,
      ]),
    }),
  }),
  simple('header-whitespace', 'space after the colon', {
    canonical: ({ headers }) => ({ headers: headers.map(([name, value]) => [name, ` ${value}`]) }),
  }),
  simple('header-value-other', 'action of the other operation', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [
        name,
        name === 'x-acs-version' ? (value === '2019-01-01' ? '2018-03-08' : '2019-01-01') : value,
      ]),
    }),
  }),
  simple(
    'header-value-other',
    'charset added to Content-Type',
    { sentHeaders: () => ({ 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }) },
    ({ carrier }) => carrier !== 'query',
  ),
  simple('timestamp-made-twice', 'date a second earlier', {
    canonical: ({ headers }) => ({
      headers: headers.map(([name, value]) => [name, name === 'x-acs-date' ? '2026-11-30T09:42:04Z' : value]),
    }),
  }),
  simple('header-lines-otherwise', 'names joined by commas', {
    canonical: ({ names }) => ({ names: [names.join(',')] }),
  }),
  simple('header-lines-otherwise', 'equals signs', {
    canonicalText: (text, { headers }) =>
      headers.reduce(
        (changed, [name, value]) => changed.replace(`${name}:${value}\n`, `${name}=${value}\n`),
        text,
      ),
  }),
  simple('blank-line-missing', 'no empty line', {
    canonicalText: (text) => text.replace(/\n\n(?=[\w;-]+\n[0-9a-f]{64}$)/, '\n'),
  }),
  simple('line-missing', 'no names', {
    canonicalText: (text) => text.split('\n').toSpliced(-2, 1).join('\n'),
  }),
  simple('line-missing', 'no digest', { canonicalText: (text) => text.split('\n').slice(0, -1).join('\n') }),
  simple('line-missing', 'no path', { canonicalText: (text) => text.split('\n').toSpliced(1, 1).join('\n') }),
  simple('trailing-newline', 'line feed behind the canonical request', {
    canonicalText: (text) => `${text}\n`,
  }),
  simple('canonical-joined-otherwise', 'CRLF between the parts', {
    canonicalText: (_, { method, path, query, headers, names, digest }) =>
      [
        method,
        path,
        query,
        headers.map(([name, value]) => `${name}:${value}\n`).join(''),
        names.join(';'),
        digest,
      ].join('\r\n'),
  }),
  simple('text-changed', 'CRLF everywhere', { canonicalText: (text) => text.replaceAll('\n', '\r\n') }),
  simple('text-changed', 'lower case', { canonicalText: (text) => text.toLowerCase() }),
  simple('canonical-not-hashed', 'not hashed', { text: (_, canonical) => `ACS3-HMAC-SHA256\n${canonical}` }),
  simple('canonical-not-hashed', 'canonical request alone', { text: (_, canonical) => canonical }),
  simple('canonical-hash-other', 'upper case', {
    text: (text) => `ACS3-HMAC-SHA256\n${text.split('\n')[1]?.toUpperCase()}`,
  }),
  simple('algorithm-line-other', 'no algorithm', { text: (text) => text.split('\n')[1] ?? '' }),
  simple('algorithm-line-other', 'no line feed', { text: (text) => text.replace('\n', '') }),
  simple('algorithm-line-other', 'other name', { text: (text) => text.replace('ACS3-', '') }),
  simple('body-digest-base64', 'digest in base64', {
    digest: (body) => Buffer.from(sha256(body), 'hex').toString('base64'),
  }),
  simple(
    'body-digest-of-empty-body',
    'digest of nothing',
    { digest: () => sha256('') },
    ({ carrier }) => carrier !== 'query',
  ),
  simple(
    'body-digest-of-other-ends',
    'line feed digested',
    { digest: (body) => sha256(`${body}\n`) },
    ({ carrier }) => carrier !== 'query',
  ),
  simple('body-digest-of-other-text', 'null digested', { digest: () => sha256('null') }),
  simple(
    'body-digest-of-other-text',
    'empty object digested',
    { digest: () => sha256('{}') },
    ({ carrier }) => carrier === 'query',
  ),
  simple('digest-signed-otherwise', 'empty digest signed', { canonical: () => ({ digest: '' }) }),
  simple('digest-signed-otherwise', 'unsigned payload', {
    canonical: () => ({ digest: 'UNSIGNED-PAYLOAD' }),
  }),
  simple('authorization-malformed', 'spaces for commas', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=${id} SignedHeaders=${names} Signature=${signature}`,
  }),
  simple('authorization-malformed', 'semicolons for commas', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=${id};SignedHeaders=${names};Signature=${signature}`,
  }),
  simple('authorization-malformed', 'no algorithm', {
    authorization: ({ id, names, signature }) =>
      `Credential=${id},SignedHeaders=${names},Signature=${signature}`,
  }),
  simple('authorization-malformed', 'small letters', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 credential=${id},signedHeaders=${names},signature=${signature}`,
  }),
  simple('authorization-malformed', 'colons', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential:${id},SignedHeaders:${names},Signature:${signature}`,
  }),
  simple('algorithm-name', 'SHA1', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA1 Credential=${id},SignedHeaders=${names},Signature=${signature}`,
  }),
  simple('algorithm-name', 'as for AWS', {
    authorization: ({ id, names, signature }) =>
      `AWS4-HMAC-SHA256 Credential=${id},SignedHeaders=${names},Signature=${signature}`,
  }),
  simple('credential-scope', 'scope', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=${id}/20261130/cn-hangzhou,SignedHeaders=${names},Signature=${signature}`,
  }),
  simple('signed-headers-separator', 'spaces between names', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=${id},SignedHeaders=${names.replaceAll(';', ' ')},Signature=${signature}`,
  }),
  simple('access-key-id-case', 'id in upper case', {
    authorization: ({ id, names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=${id.toUpperCase()},SignedHeaders=${names},Signature=${signature}`,
  }),
  simple('access-key-id-other', 'another id', {
    authorization: ({ names, signature }) =>
      `ACS3-HMAC-SHA256 Credential=someBodyElse,SignedHeaders=${names},Signature=${signature}`,
  }),
  {
    code: 'key-and-secret-swapped',
    name: 'swapped',
    deviation: ({ key }) => ({
      hmacKey: () => key.accessKeyId,
      authorization: ({ names, signature }) =>
        `ACS3-HMAC-SHA256 Credential=${key.accessKeySecret},SignedHeaders=${names},Signature=${signature}`,
    }),
  },
]);
