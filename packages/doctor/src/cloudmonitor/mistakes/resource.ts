/** Mistakes in the last line: the path and the query. */
import type { Attempt } from '../../search/attempt.ts';
import { type Mistake, type SignatureCase, withParts } from '../case.ts';
import { percentDecoded, percentEncoded } from './percent-encoding.ts';

export const resourceMistakes: readonly Mistake[] = [
  {
    code: 'query-left-out',
    cause: 'the query is sent but not signed',
    fix: 'Sign the path followed by ? and the sorted query, or remove the query: this call does not use it.',
    attempts: (request) => (request.query ? [withParts(request, { resource: request.path })] : []),
  },
  {
    code: 'query-not-sorted',
    cause: 'the pairs of the query are not sorted in the string to sign',
    fix: 'Sort the name=value pairs before you join them with &.',
    attempts: unsorted,
  },
  {
    code: 'query-encoding',
    cause: 'the query is signed {detail}, not as it is sent',
    fix: 'Sign the pairs of the query as they are in the request line.',
    attempts: encodedOtherwise,
  },
  {
    code: 'path-slash',
    cause: 'the path is signed {detail}',
    fix: 'Sign the path exactly as you send it. It starts with a slash and does not end with one.',
    attempts: slashes,
  },
  {
    code: 'path-full-url',
    cause: 'the last line is {detail}, not only the path',
    fix: 'Sign the path, without scheme and host.',
    attempts: withHost,
  },
  {
    code: 'path-case',
    cause: 'the path is signed with a different letter case or URL-encoded',
    fix: 'Sign the path exactly as you send it.',
    attempts: (request) =>
      [
        request.parts.resource.toLowerCase(),
        request.parts.resource.toUpperCase(),
        encodeURIComponent(request.parts.resource),
        encodeURIComponent(request.path),
        encodeURIComponent(request.parts.resource).toLowerCase(),
      ].map((resource) => withParts(request, { resource })),
  },
  {
    code: 'path-other',
    cause: 'the last line is {detail}',
    fix: 'Sign the path that you send the request to.',
    attempts: (request) =>
      // The other calls of the same host (NOTES.md 28), a base path, and nothing.
      ['', '/', '/metric/custom/upload', '/event/system/upload', '/event/custom', '/custom/upload', '/upload']
        .filter((resource) => resource !== request.parts.resource)
        .map((resource) => withParts(request, { resource }, resource || 'empty')),
  },
];

function pairsOf({ query }: SignatureCase): string[] {
  return query ? query.split('&') : [];
}

function* unsorted(request: SignatureCase): Iterable<Attempt> {
  const pairs = pairsOf(request);
  if (pairs.length < 2) return;
  const names = [...pairs].sort((a, b) => byText(a.split('=')[0] ?? '', b.split('=')[0] ?? ''));
  const insensitive = [...pairs].sort((a, b) => byText(a.toLowerCase(), b.toLowerCase()));
  for (const order of [pairs, [...pairs].sort().reverse(), names, insensitive])
    yield withParts(request, { resource: `${request.path}?${order.join('&')}` });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* encodedOtherwise(request: SignatureCase): Iterable<Attempt> {
  const { path, query } = request;
  if (query === '') yield withParts(request, { resource: `${path}?` }, 'as a question mark');
  if (!query) return;
  const pairs = pairsOf(request).map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')] as const;
  });
  const encodings: readonly (readonly [string, (text: string) => string])[] = [
    ['decoded', (text) => percentDecoded(text)],
    ['decoded', (text) => percentDecoded(text.replaceAll('+', ' '))],
    ['encoded again', (text) => encodeURIComponent(percentDecoded(text))],
    ['encoded again', (text) => percentEncoded(percentDecoded(text.replaceAll('+', ' ')))],
    ['encoded as a form', (text) => formEncoded(percentDecoded(text))],
    ['encoded twice', (text) => encodeURIComponent(text)],
    ['with lowercase escapes', (text) => text.replace(/%[0-9A-F]{2}/gi, (triplet) => triplet.toLowerCase())],
  ];
  for (const [detail, encode] of encodings) {
    const changed = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
    yield withParts(request, { resource: `${path}?${changed.join('&')}` }, detail);
  }
  const sorted = pairsOf(request).sort();
  yield withParts(request, { resource: path + sorted.join('&') }, 'without the question mark');
  yield withParts(request, { resource: `${path}&${sorted.join('&')}` }, 'after & instead of ?');
  yield withParts(request, { resource: `${path}\n${sorted.join('&')}` }, 'on a separate line');
  yield withParts(request, { resource: `${path}?${sorted.join('')}` }, 'without & between its pairs');
  const values = pairs.map(([name]) => name).sort();
  yield withParts(request, { resource: `${path}?${values.join('&')}` }, 'as names only');
}

function* slashes(request: SignatureCase): Iterable<Attempt> {
  const { path, parts } = request;
  const query = parts.resource.slice(path.length);
  yield withParts(request, { resource: `${path}/${query}` }, 'with a slash at the end');
  yield withParts(request, { resource: path.replace(/\/+$/, '') + query }, 'without the slash at the end');
  yield withParts(
    request,
    { resource: path.replace(/^\//, '') + query },
    'without the slash at the beginning',
  );
  yield withParts(request, { resource: `/${path}${query}` }, 'with two slashes at the beginning');
  yield withParts(request, { resource: `${parts.resource}?` }, 'with a question mark at the end');
}

function* withHost(request: SignatureCase): Iterable<Attempt> {
  const { parts, path } = request;
  const host = request.request.headers.host ?? '';
  const bare = host.replace(/:\d+$/, '');
  for (const name of new Set([host, bare])) {
    for (const scheme of ['http://', 'https://', '//', '']) {
      for (const resource of new Set([parts.resource, path]))
        yield withParts(request, { resource: scheme + name + resource }, 'the full address');
    }
    yield withParts(request, { resource: `/${name}${parts.resource}` }, 'the host and the path');
    yield withParts(request, { resource: `${name}\n${parts.resource}` }, 'preceded by the host');
    yield withParts(request, { resource: name }, 'the host');
  }
  for (const server of request.servers ?? []) {
    const name = server.replace(/^https?:\/\//, '');
    for (const scheme of ['https://', 'http://', ''])
      yield withParts(
        request,
        { resource: scheme + name + parts.resource },
        'the address of the real service',
      );
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
