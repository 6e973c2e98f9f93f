/** Mistakes in the percent-encoding of parameters. The common encoders of languages differ from RFC 3986 in a few characters. */
import { percentEncoded } from '@pushspec/contract';
import type { Attempt } from '../../search/attempt.ts';
import { ENCODINGS } from '../../search/body/encodings.ts';
import { byName, type RpcCase, type RpcMistake } from '../case.ts';
import type { Pairs } from '../signature.ts';

const FIX =
  'Encode names and values as RFC 3986 says: keep letters, digits, - _ . and ~, and write all other UTF-8 bytes as %XX with uppercase digits.';

/** How an encoder differs from RFC 3986. */
interface Difference {
  /** Writes a space as a plus sign. */
  readonly plus: boolean;
  /** Escapes the tilde. */
  readonly tilde: boolean;
  /** Writes %2f for %2F. */
  readonly lower: boolean;
  /** Characters that are not escaped. */
  readonly kept: string;
}

/** Characters that encoders keep, such as JavaScript, Java, Python, PHP and Go. */
const KEPT = [
  '',
  '*',
  "!'()*",
  '/',
  "!'()",
  '!*',
  "*'",
  '!()*',
  "!'()*/",
  ":/?#[]@!$&'()*+,;=",
  ":@!$'()*,;",
  ':',
  '@',
  ',',
  "'",
  '()',
  '!',
  '$&+=:@',
];

const yesOrNo = [false, true];

/** All combinations, those with the fewest differences first. */
const differences: readonly Difference[] = KEPT.flatMap((kept) =>
  yesOrNo.flatMap((plus) =>
    yesOrNo.flatMap((tilde) => yesOrNo.map((lower) => ({ plus, tilde, lower, kept }))),
  ),
).sort((a, b) => weight(a) - weight(b));

function weight({ plus, tilde, lower, kept }: Difference): number {
  return Number(plus) + Number(tilde) + Number(lower) * 1.5 + (kept === '' ? 0 : 1 + kept.length / 100);
}

export const encodingMistakes: readonly RpcMistake[] = [
  {
    code: 'space-as-plus',
    cause: '{detail} in the string to sign',
    fix: FIX,
    attempts: (request) => encoded(request, ({ plus }, text) => plus && text.includes(' ')),
  },
  {
    code: 'tilde-escaped',
    cause: '{detail} in the string to sign',
    fix: FIX,
    attempts: (request) =>
      encoded(
        request,
        ({ plus, tilde }, text) => tilde && !(plus && text.includes(' ')) && text.includes('~'),
      ),
  },
  {
    code: 'characters-not-escaped',
    cause: '{detail} in the string to sign',
    fix: FIX,
    attempts: (request) =>
      encoded(
        request,
        ({ plus, tilde, kept }, text) =>
          !(plus && text.includes(' ')) &&
          !(tilde && text.includes('~')) &&
          [...kept].some((one) => text.includes(one)),
      ),
  },
  {
    code: 'lowercase-escapes',
    cause: 'escapes such as %2F are signed with lowercase digits, %2f',
    fix: FIX,
    attempts: (request) =>
      encoded(request, ({ plus, tilde, kept, lower }) => lower && !plus && !tilde && kept === ''),
  },
  {
    code: 'parameters-not-encoded',
    cause: 'names and values are signed without percent-encoding',
    fix: FIX,
    attempts: (request) => [
      request.withQuery(written(request.pairs, (text) => text)),
      request.withQuery(written(request.pairs, encodeURI)),
    ],
  },
  {
    code: 'parameters-encoded-twice',
    cause: 'names and values are percent-encoded {detail} before they are joined',
    fix: FIX,
    attempts: (request) => [
      request.withQuery(
        written(request.pairs, (text) => percentEncoded(percentEncoded(text))),
        'twice',
      ),
      request.withQuery(
        written(request.pairs, percentEncoded, percentEncoded),
        'as pairs, with the equals sign',
      ),
    ],
  },
  {
    code: 'characters-lost',
    cause: 'the characters of the parameters were encoded as {detail}, not as UTF-8',
    fix: 'Encode the UTF-8 bytes of names and values.',
    attempts: inOtherCharsets,
  },
];

/** Joins sorted parameters. @param pair - changes a whole `name=value` */
function written(
  pairs: Pairs,
  encode: (text: string) => string,
  pair: (text: string) => string = (text) => text,
): string {
  return pairs
    .toSorted(byName)
    .map(([name, value]) => pair(`${encode(name)}=${encode(value)}`))
    .join('&');
}

function* encoded(
  request: RpcCase,
  isMeant: (difference: Difference, text: string) => boolean,
): Iterable<Attempt> {
  const text = request.pairs.flat().join('\n');
  const right = written(request.pairs, percentEncoded);
  const seen = new Set<string>();
  for (const difference of differences) {
    if (!isMeant(difference, text)) continue;
    const detail = described(difference, text);
    if (seen.has(detail)) continue;
    seen.add(detail);
    const query = changed(right, difference);
    const again = (encodedOnce: string) => changed(percentEncoded(encodedOnce), difference);
    yield request.withQuery(query, detail);
    // The same encoder may encode the query once more, or only that. Nothing is left to escape then but tildes and %.
    yield request.withQuery(query, detail, again);
    if (!difference.plus && difference.kept === '')
      yield request.withQuery(right, `${detail}, when the query is encoded once more`, again);
  }
}

/** Changes a correctly encoded text to that of another encoder. */
function changed(text: string, { plus, tilde, lower, kept }: Difference): string {
  const written = text.replace(/%[0-9A-F]{2}/g, (triplet) => {
    if (plus && triplet === '%20') return '+';
    const one = kept === '' ? '' : decodeURIComponent(/%[0-7]/.test(triplet) ? triplet : '');
    if (one !== '' && kept.includes(one)) return one;
    return lower ? triplet.toLowerCase() : triplet;
  });
  return tilde ? written.replaceAll('~', lower ? '%7e' : '%7E') : written;
}

function described({ plus, tilde, lower, kept }: Difference, text: string): string {
  const present = [...kept].filter((one) => text.includes(one));
  const clauses = [
    ...(plus && text.includes(' ') ? ['a space is written as + instead of %20'] : []),
    ...(tilde && text.includes('~') ? ['~ is written as %7E'] : []),
    ...(present.length > 0 ? [`${present.join(' ')} ${present.length > 1 ? 'are' : 'is'} not escaped`] : []),
    ...(lower ? ['escapes have lowercase digits'] : []),
  ];
  return clauses.join(', and ');
}

function* inOtherCharsets(request: RpcCase): Iterable<Attempt> {
  for (const { name, encode } of ENCODINGS) {
    const one = (text: string) => {
      const bytes = encode(text);
      return bytes ? escapedBytes(bytes) : percentEncoded(text);
    };
    yield request.withQuery(written(request.pairs, one), name);
  }
  const escapes = (text: string) =>
    percentEncoded(
      text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  yield request.withQuery(written(request.pairs, escapes), 'escapes such as \\u4e2d');
}

function escapedBytes(bytes: Buffer): string {
  return [...bytes]
    .map((byte) =>
      /[\w.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}
