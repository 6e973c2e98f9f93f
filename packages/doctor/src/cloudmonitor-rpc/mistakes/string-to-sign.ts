/** Mistakes in the string to sign of ACS3: the name of the algorithm, and the digest of the canonical request. */
import { createHash } from 'node:crypto';
import type { Attempt, Mistake } from '../../search/attempt.ts';
import type { Acs3Case } from '../case.ts';
import { canonicalQuery, joinedV1Parts, queryPairs } from '../signature.ts';

export const stringToSignMistakes: readonly Mistake<Acs3Case>[] = [
  {
    code: 'canonical-not-hashed',
    cause: 'the canonical request was signed itself, not its digest{detail}',
    fix: 'Sign the name of the algorithm, a line feed, and the hexadecimal SHA-256 of the canonical request.',
    attempts: ({ canonical, scheme }) => [
      { text: `${scheme.algorithm.value}\n${canonical}` },
      { text: canonical, detail: ', and the name of the algorithm is missing' },
    ],
  },
  {
    code: 'canonical-hash-other',
    cause: 'the digest of the canonical request is {detail} in the string to sign',
    fix: 'Write the SHA-256 of the canonical request as lowercase hexadecimal digits.',
    attempts: otherHashes,
  },
  {
    code: 'algorithm-line-other',
    cause: 'the string to sign starts {detail}',
    fix: 'Start the string to sign with the name of the algorithm, ACS3-HMAC-SHA256, and a line feed.',
    attempts: algorithmLines,
  },
  {
    code: 'other-text-signed',
    cause: 'only {detail} was signed',
    fix: 'Sign the name of the algorithm, a line feed, and the hexadecimal SHA-256 of the canonical request.',
    attempts: ({ parts, request }) => [
      { text: parts.digest, detail: 'the digest of the body' },
      { text: request.bytes, detail: 'the body' },
      { text: parts.query, detail: 'the query' },
      {
        text: parts.headers.map(([name, value]) => `${name}:${value}\n`).join(''),
        detail: 'the signed headers',
      },
      { text: '', detail: 'an empty string' },
    ],
  },
  {
    code: 'other-scheme',
    cause: 'the string to sign is that of {detail}',
    fix: 'Use the string to sign of ACS3: the name of the algorithm and the SHA-256 of the canonical request.',
    attempts: otherSchemes,
  },
];

function* otherHashes({ canonical, scheme }: Acs3Case): Iterable<Attempt> {
  const { value, hash } = scheme.algorithm;
  const digest = createHash(hash).update(canonical).digest();
  const found: readonly (readonly [string, string])[] = [
    [digest.toString('hex').toUpperCase(), 'written in uppercase'],
    [digest.toString('base64'), 'written in base64'],
    [createHash('sha1').update(canonical).digest('hex'), 'a SHA-1'],
    [createHash('md5').update(canonical).digest('hex'), 'an MD5'],
    [createHash('sha512').update(canonical).digest('hex'), 'a SHA-512'],
    [createHash(hash).update(digest).digest('hex'), 'hashed twice'],
    [createHash(hash).update(digest.toString('hex')).digest('hex'), 'hashed twice'],
  ];
  for (const [written, detail] of found) yield { text: `${value}\n${written}`, built: canonical, detail };
}

function* algorithmLines({ canonical, scheme, request }: Acs3Case): Iterable<Attempt> {
  const { value, hash } = scheme.algorithm;
  const digest = createHash(hash).update(canonical).digest('hex');
  const starts: readonly (readonly [string, string])[] = [
    ['', 'with the digest: the name of the algorithm is missing'],
    [`${value}`, 'with the name of the algorithm, but without a line feed behind it'],
    [`${value} `, 'with the name of the algorithm and a space, not a line feed'],
    [`${value}\r\n`, 'with the name of the algorithm and CRLF'],
    [`${value}\\n`, 'with the name of the algorithm and the two characters \\n'],
    [`${value}&`, 'with the name of the algorithm and &'],
    [`${value}:`, 'with the name of the algorithm and a colon'],
    [`${value}\n\n`, 'with the name of the algorithm and an empty line'],
    [`${value.toLowerCase()}\n`, 'with the name of the algorithm in lowercase'],
    [`${value.replace(/^ACS3-/, '')}\n`, 'with another name, without ACS3-'],
    ['ACS3-HMAC-SHA1\n', 'with the name of another algorithm'],
    ['ACS3-HMAC-SM3\n', 'with the name of another algorithm'],
    ['ACS4-HMAC-SHA256\n', 'with the name of another algorithm'],
    ['AWS4-HMAC-SHA256\n', 'with the name of another algorithm'],
    [`${value}\n${request.headers['x-acs-date'] ?? ''}\n`, 'with a line for the date, as for AWS'],
  ];
  for (const [start, detail] of starts) yield { text: start + digest, built: canonical, detail };
}

function* otherSchemes({ parts, pairs, key, request }: Acs3Case): Iterable<Attempt> {
  const form = queryPairs(new TextDecoder().decode(request.bytes)) ?? [];
  for (const query of new Set([parts.query, canonicalQuery([...pairs, ...form])])) {
    const text = joinedV1Parts({ method: parts.method, path: '/', query });
    yield { text, detail: 'version 1' };
    yield { text, hmacKey: `${key.accessKeySecret}&`, detail: 'version 1' };
  }
}
