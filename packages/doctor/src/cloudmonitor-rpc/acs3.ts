/** Mistakes in ACS3 signatures: HMAC-SHA256 over the digest of a canonical request. */
import { createHash } from 'node:crypto';
import { type Acs3Scheme, percentEncoded } from '@pushspec/contract';
import type { Attempt, Mistake } from '../search/attempt.ts';
import { hashMistakes } from '../search/computation.ts';
import type { DigestKind } from '../search/digest-formats.ts';
import { secretMistakes } from '../search/secret.ts';
import { type Acs3Case, bodyDigest, withCanonical, withCanonicalParts } from './case.ts';
import { digestMistakes } from './mistakes/digest.ts';
import { encodingMistakes } from './mistakes/encoding.ts';
import { headerMistakes } from './mistakes/headers.ts';
import { jsonMistakes } from './mistakes/json.ts';
import { parameterMistakes } from './mistakes/parameters.ts';
import { stringToSignMistakes } from './mistakes/string-to-sign.ts';
import { textChanges } from './mistakes/text.ts';
import { canonicalQuery, queryPairs } from './signature.ts';

type Acs3Mistake = Mistake<Acs3Case>;

const LAYOUT =
  'A canonical request consists of six parts with line feeds between them: method, /, query, one line for each signed header with a line feed at its end, names of the signed headers, and digest of the body.';

/** Returns the name and the format of the signature. */
export function acs3Kind({ algorithm, selectedBy }: Acs3Scheme): DigestKind {
  return {
    code: 'signature',
    name: 'the signature',
    hash: algorithm.hash,
    place: selectedBy.name,
    encoding: 'lower-case-hex',
  };
}

const secrets: readonly Acs3Mistake[] = [
  {
    code: 'secret-with-ampersand',
    cause: 'an ampersand follows the secret, as in signatures of version 1',
    fix: 'Sign with only the secret.',
    attempts: ({ key: { accessKeySecret } }) => [
      { secret: `${accessKeySecret}&` },
      { secret: `&${accessKeySecret}` },
    ],
  },
];

const lines: readonly Acs3Mistake[] = [
  {
    code: 'method-other',
    cause: 'the request was signed as {detail}, but is sent with another method',
    fix: 'Sign the method that you send, in uppercase.',
    attempts: (request) =>
      ['POST', 'GET', 'PUT', request.parts.method.toLowerCase(), 'Post', 'Get', ''].map((method) =>
        withCanonicalParts(request, { method }, method || 'one without a method'),
      ),
  },
  {
    code: 'path-signed',
    cause: 'the path is signed as {detail}',
    fix: 'Sign the path as /, whatever path the request has.',
    attempts: paths,
  },
  {
    code: 'query-left-out',
    cause: 'the query is sent but not signed',
    fix: 'Sign the parameters of the query, sorted and encoded, in the third line.',
    attempts: (request) => (request.pairs.length === 0 ? [] : [request.withQuery('')]),
  },
  {
    code: 'query-encoded-again',
    cause: 'the query is encoded once more, as for version 1',
    fix: 'Encode names and values once, and join them without encoding = and &.',
    attempts: (request) => [request.withQuery(percentEncoded(request.parts.query))],
  },
  {
    code: 'form-signed-as-query',
    cause: 'the form is signed in the line of the query',
    fix: 'Sign only the parameters of the query there. The digest of the body covers the form.',
    attempts: formAsQuery,
  },
  {
    code: 'line-missing',
    cause: 'the canonical request lacks {detail}',
    fix: LAYOUT,
    attempts: missingLines,
  },
  {
    code: 'blank-line-missing',
    cause: 'the canonical request has no empty line behind the signed headers',
    fix: LAYOUT,
    attempts: (request) => [
      withCanonical(request, request.canonical.replace('\n\n', '\n')),
      withoutLastFeed(request),
    ],
  },
  {
    code: 'canonical-joined-otherwise',
    cause: 'the parts of the canonical request are joined {detail}',
    fix: LAYOUT,
    attempts: joinedOtherwise,
  },
];

function* paths(request: Acs3Case): Iterable<Attempt> {
  const { path, request: received } = request;
  const host = received.headers.host ?? '';
  const found: readonly (readonly [string, string])[] = [
    [path, path],
    [path.replace(/\/$/, ''), path.replace(/\/$/, '') || 'nothing'],
    ['', 'nothing'],
    [received.target, 'the request target'],
    ['%2F', '%2F'],
    ['//', '//'],
    [encodeURIComponent(path), 'the encoded path'],
    [`http://${host}${path}`, 'the full address'],
    [`https://${host}${path}`, 'the full address'],
    [`${host}${path}`, 'host and path'],
    [host, 'the host'],
  ];
  for (const [other, detail] of found) yield withCanonicalParts(request, { path: other }, detail);
}

function* formAsQuery(request: Acs3Case): Iterable<Attempt> {
  const form = queryPairs(request.sent.form) ?? [];
  if (form.length === 0) return;
  const query = canonicalQuery([...request.pairs, ...form]);
  yield withCanonicalParts(request, { query });
  yield withCanonicalParts(request, { query, digest: bodyDigest(request.scheme, '') });
}

function* missingLines(request: Acs3Case): Iterable<Attempt> {
  const { method, path, query, headers, names, digest } = request.parts;
  const headerLines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const all = [method, path, query, headerLines, names.join(';'), digest];
  const labels = [
    'the method',
    'the path',
    'the line of the query',
    'the signed headers',
    'the names of the signed headers',
    'the digest of the body',
  ];
  for (const [index, label] of labels.entries())
    yield withCanonical(request, all.toSpliced(index, 1).join('\n'), label);
  yield withCanonicalParts(request, { headers: [] }, 'the lines of the signed headers');
  yield withCanonicalParts(request, { names: [] }, 'the names of the signed headers');
  yield withCanonical(request, all.slice(0, 4).join('\n'), 'the last two parts');
}

function withoutLastFeed(request: Acs3Case): Attempt {
  const { headers, ...rest } = request.parts;
  const headerLines = headers.map(([name, value]) => `${name}:${value}`).join('\n');
  return withCanonical(
    request,
    [rest.method, rest.path, rest.query, headerLines, rest.names.join(';'), rest.digest].join('\n'),
  );
}

function* joinedOtherwise(request: Acs3Case): Iterable<Attempt> {
  const { canonical, parts } = request;
  const { method, path, query, headers, names, digest } = parts;
  const headerLines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const all = [method, path, query, headerLines, names.join(';'), digest];
  yield withCanonical(
    request,
    canonical.replace('\n\n', '\n\n\n'),
    'with two empty lines behind the signed headers',
  );
  yield withCanonical(request, all.join('&'), 'with &, not with line feeds');
  yield withCanonical(request, all.join(''), 'without line feeds');
  yield withCanonical(request, all.join('\r\n'), 'with CRLF, not with LF');
  yield withCanonical(
    request,
    [method, `${path}?${query}`, ...all.slice(3)].join('\n'),
    'with path and query in one line',
  );
  yield withCanonical(
    request,
    [method, path, query, names.join(';'), headerLines, digest].join('\n'),
    'with the names before the lines of the headers',
  );
  yield withCanonical(
    request,
    [method, path, `?${query}`, ...all.slice(3)].join('\n'),
    'with a question mark before the query',
  );
}

/** The mistakes in the order in which they are tried. */
export const acs3Catalog: readonly Acs3Mistake[] = [
  ...secretMistakes,
  ...secrets,
  ...encodingMistakes,
  ...lines,
  ...digestMistakes,
  ...headerMistakes,
  ...stringToSignMistakes,
  ...parameterMistakes,
  ...textChanges<Acs3Case>(({ canonical }) => canonical, inCanonical),
  ...textChanges<Acs3Case>(
    ({ text }) => text,
    (text, { canonical }) => ({ text, built: canonical }),
  ),
  ...hashMistakes(
    'Compute HMAC-SHA256 once, with the AccessKeySecret as the key and the string to sign as the message.',
  ),
  ...jsonMistakes,
];

function inCanonical(changed: string | Buffer, { scheme }: Acs3Case): Attempt {
  const { value, hash } = scheme.algorithm;
  return { text: `${value}\n${createHash(hash).update(changed).digest('hex')}`, built: String(changed) };
}
