/** Mistakes in signatures of version 1: HMAC-SHA1 over the method, the path `/` and all parameters. */
import { createHash } from 'node:crypto';
import { percentEncoded, type RpcV1Scheme } from '@pushspec/contract';
import type { Attempt, Mistake } from '../search/attempt.ts';
import { hashMistakes } from '../search/computation.ts';
import type { DigestKind } from '../search/digest-formats.ts';
import { secretMistakes } from '../search/secret.ts';
import { byName, type V1Case, withPairs, withV1Parts } from './case.ts';
import { encodingMistakes } from './mistakes/encoding.ts';
import { jsonMistakes } from './mistakes/json.ts';
import { parameterMistakes } from './mistakes/parameters.ts';
import { textChanges } from './mistakes/text.ts';
import { timesNear } from './timestamp.ts';

type V1Mistake = Mistake<V1Case>;

const LAYOUT =
  'Join the method, the encoded path %2F and the query, encoded once more, with &, such as POST&%2F&AccessKeyId%3DtestKeyId.';

/** Returns the name and the format of the signature. */
export function v1Kind({ algorithm, selectedBy }: RpcV1Scheme): DigestKind {
  return {
    code: 'signature',
    name: 'the signature',
    hash: algorithm.hash,
    place: selectedBy.name,
    encoding: 'base64',
  };
}

const keyMistakes: readonly V1Mistake[] = [
  {
    code: 'ampersand-missing',
    cause: 'no ampersand follows the secret in the key of the HMAC',
    fix: 'Use the AccessKeySecret followed by & as the key of the HMAC.',
    attempts: ({ key }) => [{ hmacKey: key.accessKeySecret }],
  },
  {
    code: 'ampersand-other',
    cause: 'the key of the HMAC has the ampersand {detail}',
    fix: 'Use the AccessKeySecret followed by one & as the key of the HMAC.',
    attempts: ({ key: { accessKeySecret: secret } }) => [
      { hmacKey: `&${secret}`, detail: 'before the secret' },
      { hmacKey: `&${secret}&`, detail: 'before and after the secret' },
      { hmacKey: `${secret}&&`, detail: 'twice' },
      { hmacKey: `${secret}%26`, detail: 'as %26' },
      { hmacKey: `${secret}&amp;`, detail: 'as &amp;' },
      { hmacKey: `${percentEncoded(secret)}&`, detail: 'behind the URL-encoded secret' },
      { hmacKey: `${secret}& `, detail: 'before a space' },
      { hmacKey: `${secret}&\n`, detail: 'before a line feed' },
    ],
  },
];

const layoutMistakes: readonly V1Mistake[] = [
  {
    code: 'method-other',
    cause: 'the request was signed as {detail}, but is sent with another method',
    fix: 'Sign the method that you send, in uppercase.',
    attempts: ({ parts }) => {
      const { method } = parts;
      const others = ['POST', 'GET', 'PUT', method.toLowerCase(), 'Post', 'Get', ''];
      return others.map((other) =>
        withV1Parts(parts, { method: other }, { detail: other || 'one without a method' }),
      );
    },
  },
  {
    code: 'path-signed',
    cause: 'the path is signed as {detail}',
    fix: 'Sign the path as %2F, whatever path the request has.',
    attempts: paths,
  },
  {
    code: 'query-encoded-once',
    cause: 'the query is not encoded once more before it is signed{detail}',
    fix: LAYOUT,
    attempts: ({ parts: { method, path, query } }) => [
      { text: [method, percentEncoded(path), query].join('&') },
      { text: [method, path, query].join('&'), detail: ', and the path neither' },
      { text: [method, percentEncoded(path), query.replaceAll('&', '%26')].join('&'), detail: ': only & is' },
      {
        text: [method, percentEncoded(path), query.replaceAll('=', '%3D').replaceAll('&', '%26')].join('&'),
        detail: ': only & and = are',
      },
      { text: [method, percentEncoded(path), query.replaceAll('=', '%3D')].join('&'), detail: ': only = is' },
      {
        text: [method, percentEncoded(path), query.split('&').map(percentEncoded).join('&')].join('&'),
        detail: ': & is left',
      },
    ],
  },
  {
    code: 'query-encoded-thrice',
    cause: 'the query is encoded twice more before it is signed, instead of once',
    fix: LAYOUT,
    attempts: ({ parts }) => [withV1Parts(parts, { query: percentEncoded(parts.query) })],
  },
  {
    code: 'parts-joined-otherwise',
    cause: 'the parts of the string to sign are joined {detail}',
    fix: LAYOUT,
    attempts: joinedOtherwise,
  },
  {
    code: 'other-text-signed',
    cause: 'only {detail} was signed',
    fix: `Sign the whole string to sign. ${LAYOUT}`,
    attempts: ({ parts: { method, query }, request: { bytes, target } }) => [
      { text: query, detail: 'the query' },
      { text: percentEncoded(query), detail: 'the encoded query' },
      { text: `${method}&${percentEncoded(query)}`, detail: 'the method and the query' },
      { text: `${percentEncoded('/')}&${percentEncoded(query)}`, detail: 'the path and the query' },
      { text: bytes, detail: 'the body' },
      { text: target, detail: 'the request target' },
      { text: '', detail: 'an empty string' },
    ],
  },
  {
    code: 'other-scheme',
    cause: 'the string to sign is that of {detail}',
    fix: `Use the string to sign of version 1. ${LAYOUT}`,
    attempts: otherSchemes,
  },
];

function* paths({ parts, path, request }: V1Case): Iterable<Attempt> {
  const host = request.headers.host ?? '';
  const found: readonly (readonly [string, string])[] = [
    [path, path],
    ['', 'nothing'],
    [path.replace(/\/$/, ''), path.replace(/\/$/, '')],
    [request.target, 'the request target'],
    [`http://${host}${path}`, 'the full address'],
    [`https://${host}${path}`, 'the full address'],
    [`${host}${path}`, 'host and path'],
    [host, 'the host'],
    ['//', '//'],
  ];
  for (const [other, detail] of found) yield withV1Parts(parts, { path: other }, { detail });
  const { method, query } = parts;
  yield { text: [method, '/', percentEncoded(query)].join('&'), detail: '/, not as %2F' };
  yield { text: [method, '%252F', percentEncoded(query)].join('&'), detail: '%252F' };
  yield { text: [method, '%2f', percentEncoded(query)].join('&'), detail: '%2f, with a small letter' };
  yield { text: [method, path, percentEncoded(query)].join('&'), detail: `${path}, not encoded` };
}

function* joinedOtherwise({ parts: { method, path, query } }: V1Case): Iterable<Attempt> {
  const all = [method, percentEncoded(path), percentEncoded(query)];
  yield { text: all.join('\n'), detail: 'with line feeds, not with &' };
  yield { text: all.join(''), detail: 'without &' };
  yield { text: all.join('%26'), detail: 'with %26, not with &' };
  yield { text: all.join(' & '), detail: 'with spaces around &' };
  yield { text: all.join(','), detail: 'with commas, not with &' };
  yield { text: percentEncoded(all.join('&')), detail: 'and encoded as a whole' };
  yield { text: percentEncoded([method, path, query].join('&')), detail: 'and encoded as a whole' };
  yield { text: `${all.join('&')}&`, detail: 'with & at the end' };
  yield { text: all.reverse().join('&'), detail: 'in the wrong order' };
}

function* otherSchemes(request: V1Case): Iterable<Attempt> {
  const { parts, request: received, key } = request;
  const { method, query } = parts;
  const hash = createHash('sha256').update(received.bytes).digest('hex');
  const canonical = [method, '/', query, '', '', hash].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  for (const hmacKey of [key.accessKeySecret, `${key.accessKeySecret}&`]) {
    yield { text: `ACS3-HMAC-SHA256\n${digest}`, hmacKey, detail: 'ACS3' };
    yield { text: canonical, hmacKey, detail: 'ACS3' };
    const { accept = '', date = '' } = received.headers;
    yield { text: [method, accept, '', '', date, received.target].join('\n'), hmacKey, detail: 'ROA calls' };
  }
}

/** Signatures that cover the parameter of the signature, or another time than the one sent. */
const fieldMistakes: readonly V1Mistake[] = [
  {
    code: 'timestamp-made-twice',
    cause: 'the signed timestamp differs from the one sent: it was signed {detail}',
    fix: 'Write the timestamp once, then sign and send exactly this string.',
    *attempts(request) {
      const { name } = request.scheme.fields.timestamp;
      const index = request.pairs.findIndex((pair) => pair[0] === name);
      const sent = request.pairs[index]?.[1];
      if (sent === undefined) return;
      for (const [other, detail] of timesNear(sent, request.nowMs))
        yield withPairs(request, request.pairs.toSpliced(index, 1, [name, other]), detail);
    },
  },
  {
    code: 'parameter-sent-twice',
    cause: '{detail} is sent twice but signed once',
    fix: 'Send each parameter once, in the query or in the form.',
    *attempts(request) {
      const names = request.pairs.map(([name]) => name);
      const twice = request.pairs.filter(([name], index) => names.indexOf(name) !== index);
      for (const pair of twice) {
        const others = request.pairs.filter(([name]) => name !== pair[0]);
        for (const kept of request.pairs.filter(([name]) => name === pair[0]))
          yield withPairs(request, [...others, kept], pair[0]);
      }
      yield withPairs(request, [...new Map(request.pairs).entries()].toSorted(byName), 'a parameter');
    },
  },
];

/** The mistakes in the order in which they are tried. */
export const v1Catalog: readonly V1Mistake[] = [
  ...keyMistakes,
  ...secretMistakes,
  ...encodingMistakes,
  ...layoutMistakes,
  ...parameterMistakes,
  ...textChanges(
    ({ text }) => text,
    (text) => ({ text }),
  ),
  ...fieldMistakes,
  ...hashMistakes(
    'Compute HMAC-SHA1 once, with the AccessKeySecret and & as the key and the string to sign as the message.',
  ),
  ...jsonMistakes,
];
