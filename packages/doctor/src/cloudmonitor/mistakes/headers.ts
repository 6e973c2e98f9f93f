/** Mistakes in the lines of the signed headers. */
import type { Attempt } from '../../search/attempt.ts';
import { byName, type Header, type Mistake, type SignatureCase, withHeaders, withParts } from '../case.ts';
import { PREFIXES } from '../labels.ts';

const FIX = `Take every header that starts with ${PREFIXES}, with its name in lowercase, without spaces around the colon, sorted by name.`;

/** For more headers than this, only pairs are swapped, because the number of orders grows too fast. */
const MAX_PERMUTED = 5;

export const headerMistakes: readonly Mistake[] = [
  {
    code: 'header-left-out',
    cause: 'the signed headers lack {detail}, which is sent',
    fix: FIX,
    attempts: (request) =>
      request.signed.map(([name]) => withHeaders(request, without(request, [name]), { detail: name })),
  },
  {
    code: 'headers-left-out',
    cause: `of the headers that start with ${PREFIXES}, only {detail} are signed`,
    fix: FIX,
    attempts: leftOut,
  },
  {
    code: 'headers-not-sorted',
    cause: 'the signed headers are not sorted by name',
    fix: FIX,
    attempts: orders,
  },
  {
    code: 'header-names-case',
    cause: 'the names of the signed headers are not in lowercase',
    fix: FIX,
    attempts: namesInOtherCase,
  },
  {
    code: 'header-blanks',
    cause: 'the lines of the signed headers contain spaces, {detail}',
    fix: FIX,
    attempts: withSpaces,
  },
  {
    code: 'header-lines-joined',
    cause: 'the signed headers are not name:value lines, but {detail}',
    fix: 'Write name:value, one header on each line, and one line feed before the path.',
    attempts: joinedOtherwise,
  },
  {
    code: 'header-values-case',
    cause: 'the values of the signed headers were changed to {detail}',
    fix: 'Sign the values exactly as you send them.',
    attempts: (request) => [
      withHeaders(request, mapped(request, lower), { detail: 'lowercase' }),
      withHeaders(request, mapped(request, upper), { detail: 'uppercase' }),
    ],
  },
];

const lower = ([name, value]: Header): Header => [name, value.toLowerCase()];
const upper = ([name, value]: Header): Header => [name, value.toUpperCase()];

function mapped({ signed }: SignatureCase, change: (header: Header) => Header): Header[] {
  return signed.map(change);
}

function without({ signed }: SignatureCase, names: readonly string[]): Header[] {
  return signed.filter(([name]) => !names.includes(name));
}

function* leftOut(request: SignatureCase): Iterable<Attempt> {
  const { signed } = request;
  const names = signed.map(([name]) => name);
  yield withHeaders(request, [], { detail: 'none' });
  for (const prefix of request.signer.rules.prefixes) {
    const kept = signed.filter(([name]) => name.startsWith(prefix));
    yield withHeaders(request, kept, { detail: `those with ${prefix}` });
  }
  for (const [index, first] of names.entries()) {
    for (const second of names.slice(index + 1)) {
      const kept = without(request, [first, second]);
      yield withHeaders(request, kept, { detail: kept.map(([name]) => name).join(' and ') });
    }
  }
  for (const header of signed) yield withHeaders(request, [header], { detail: header[0] });
}

function* orders(request: SignatureCase): Iterable<Attempt> {
  const { signed, sent } = request;
  const asSent = signedAsSent(request);
  yield withHeaders(
    request,
    asSent.map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  yield withHeaders(request, [...signed].reverse());
  yield withHeaders(
    request,
    [...sent]
      .filter((header) => asSent.includes(header))
      .sort(byName)
      .map(lowerName),
  );
  const byValue = [...signed].sort(([, a], [, b]) => (a < b ? -1 : 1));
  yield withHeaders(request, byValue);
  const all = signed.length > MAX_PERMUTED ? swaps(signed) : permutations(signed);
  for (const order of all) yield withHeaders(request, order);
}

function* swaps(headers: readonly Header[]): Iterable<Header[]> {
  for (const first of headers) {
    for (const second of headers)
      yield headers.map((header) => (header === first ? second : header === second ? first : header));
  }
}

const lowerName = ([name, value]: Header): Header => [name.toLowerCase(), value.trim()];

function* permutations(headers: readonly Header[]): Iterable<Header[]> {
  if (headers.length < 2) yield [...headers];
  for (const [index, header] of headers.entries()) {
    const others = [...headers.slice(0, index), ...headers.slice(index + 1)];
    if (others.length > 0) for (const rest of permutations(others)) yield [header, ...rest];
  }
}

/** Returns the signed headers with names and order as sent. */
function signedAsSent({ sent, signed }: SignatureCase): Header[] {
  const names = new Set(signed.map(([name]) => name));
  return sent.filter(([name]) => names.has(name.toLowerCase()));
}

function* namesInOtherCase(request: SignatureCase): Iterable<Attempt> {
  const asSent = signedAsSent(request);
  yield withHeaders(
    request,
    [...asSent].sort((a, b) => byName(lowerName(a), lowerName(b))),
  );
  yield withHeaders(request, [...asSent].sort(byName));
  yield withHeaders(request, asSent);
  const spellings: ((name: string) => string)[] = [
    (name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    (name) => name.toUpperCase(),
    (name) => name.replace(/^x/, 'X'),
    (name) => name.replace(/^x-(cms|acs)/, (prefix) => prefix.toUpperCase()),
    (name) => name.replace(/^(x-(?:cms|acs))(.*)$/, (_, start, end) => start.toUpperCase() + end),
    (name) => name.replace(/^x-(cms|acs)-ip$/, 'x-$1-IP'),
    (name) => name.replaceAll('-', '_'),
  ];
  for (const spell of spellings)
    yield withHeaders(
      request,
      mapped(request, ([name, value]) => [spell(name), value]),
    );
  const { headers } = request.parts;
  yield withParts(request, { headers: headers.toUpperCase() });
}

function* withSpaces(request: SignatureCase): Iterable<Attempt> {
  yield withHeaders(request, request.signed, { colon: ': ', detail: 'after the colon' });
  yield withHeaders(request, request.signed, { colon: ' :', detail: 'before the colon' });
  yield withHeaders(request, request.signed, { colon: ' : ', detail: 'around the colon' });
  const raw = signedAsSent(request).sort((a, b) => byName(lowerName(a), lowerName(b)));
  const untrimmed = raw.map(([name, value]) => [name.toLowerCase(), value] as const);
  yield withHeaders(request, untrimmed, { detail: 'as in the headers that are sent' });
  const paddings: readonly (readonly [string, string])[] = [
    [' ', ''],
    ['', ' '],
    [' ', ' '],
    ['  ', ''],
    ['', '  '],
    ['  ', '  '],
    ['\t', ''],
    ['', '\t'],
  ];
  for (const [left, right] of paddings) {
    const pad = ([name, value]: Header): Header => [name, left + value + right];
    yield withHeaders(request, mapped(request, pad), { detail: 'at the ends of the values' });
    for (const [padded] of request.signed) {
      const one = mapped(request, (header) => (header[0] === padded ? pad(header) : header));
      yield withHeaders(request, one, { detail: `at the ends of the value of ${padded}` });
    }
  }
}

function* joinedOtherwise(request: SignatureCase): Iterable<Attempt> {
  const { signed, parts } = request;
  yield withParts(request, { headers: `${parts.headers}\n` }, 'with an empty line after them');
  yield withParts(request, { headers: `${parts.headers}\r` }, 'with a carriage return after them');
  for (const [end, name] of [
    ['', 'without anything between them'],
    [',', 'with commas between them'],
    [';', 'with semicolons between them'],
    ['&', 'with & between them'],
    [' ', 'with spaces between them'],
    ['\r\n', 'with CRLF between them'],
    ['\n\n', 'with empty lines between them'],
    ['\\n', 'with the two characters \\n between them'],
  ] as const)
    yield withHeaders(request, signed, { end, detail: name });
  for (const colon of ['=', '', ' '])
    yield withHeaders(request, signed, { colon, detail: `with "${colon}" instead of the colon` });
  yield withParts(request, { headers: signed.map(([, value]) => value).join('\n') }, 'values only');
  yield withParts(request, { headers: signed.map(([name]) => name).join('\n') }, 'names only');
}
