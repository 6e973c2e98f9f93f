/** Headers that are signed but should not be, or whose signed value differs from the one sent. */
import type { Attempt } from '../../search/attempt.ts';
import { asUtf8, NOT_ASCII } from '../../search/not-ascii.ts';
import { byName, type Header, type Mistake, type SignatureCase, withHeaders } from '../case.ts';
import { PREFIXES } from '../labels.ts';
import { percentDecoded } from './percent-encoding.ts';

/** Maximum number of other headers to try, because each one costs four attempts. */
const MAX_OTHER = 24;

export const otherHeaderMistakes: readonly Mistake[] = [
  {
    ...NOT_ASCII,
    attempts(request) {
      const names = request.signed.filter(([, value]) => asUtf8(value) !== undefined).map(([name]) => name);
      const decoded = request.signed.map(([name, value]) => [name, asUtf8(value) ?? value] as const);
      return names.length === 0 ? [] : [withHeaders(request, decoded, { detail: names.join(', ') })];
    },
  },
  {
    code: 'header-added',
    cause: `the signed headers include {detail}, which does not start with ${PREFIXES}`,
    fix: `Sign only the headers whose names start with ${PREFIXES}.`,
    attempts: added,
  },
  {
    code: 'header-not-sent',
    cause: 'the signed headers include {detail}, which is not sent or has another value',
    fix: 'Send every signed header with its signed value.',
    attempts: notSent,
  },
  {
    code: 'header-sent-twice',
    cause: '{detail} is sent twice but signed once',
    fix: 'Send the header once.',
    attempts: sentTwice,
  },
  {
    code: 'header-value-other',
    cause: '{detail} is signed with a different value than the one sent',
    fix: 'Sign the values exactly as you send them.',
    attempts: otherValues,
  },
];

function* added(request: SignatureCase): Iterable<Attempt> {
  const names = new Set(request.signed.map(([name]) => name));
  const others = request.sent
    .filter(([name]) => !names.has(name.toLowerCase()) && !/^(authorization|x-pushspec-.*)$/i.test(name))
    .slice(0, MAX_OTHER)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const satisfies Header);
  const more = (headers: readonly Header[], detail: string) =>
    withHeaders(request, [...request.signed, ...headers].sort(byName), { detail });
  for (const other of others) yield more([other], other[0]);
  for (const other of others) {
    yield withHeaders(request, [...request.signed, other], { detail: other[0] });
    yield withHeaders(request, [other, ...request.signed], { detail: other[0] });
  }
  for (const [name, value] of others)
    if (name === 'host') yield more([[name, value.replace(/:\d+$/, '')]], name);
  yield more(others, 'all headers of the request');
  const usual = others.filter(([name]) => /^(content-|date$|host$)/.test(name)).slice(0, MAX_COMBINED);
  for (let set = 1; set < 2 ** usual.length; set++) {
    const chosen = usual.filter((_, index) => set & (1 << index));
    yield more(chosen, chosen.map(([name]) => name).join(', '));
  }
}

/** Up to this many headers, every combination is tried. */
const MAX_COMBINED = 5;

function* notSent(request: SignatureCase): Iterable<Attempt> {
  const { signed, key } = request;
  const prescribed = request.prescribed.filter(([name]) => name.startsWith('x-'));
  const token = prescribed.map(([name]) => name).find((name) => name.endsWith('-security-token'));
  const known: Header[] = [
    ...prescribed.filter(([name]) => name !== token),
    ...(token && key.securityToken !== undefined ? [[token, key.securityToken] as const] : []),
  ];
  const missing = known.filter(([name]) => !signed.some(([present]) => present === name));
  for (const header of missing)
    yield withHeaders(request, [...signed, header].sort(byName), { detail: header[0] });
  yield withHeaders(request, [...signed, ...missing].sort(byName), {
    detail: missing.map(([name]) => name).join(' and '),
  });
  for (const [name, value] of known)
    if (!missing.some(([absent]) => absent === name)) yield replaced(request, name, value);
}

function replaced(request: SignatureCase, name: string, value: string): Attempt {
  const headers = request.signed.map((header) => (header[0] === name ? ([name, value] as const) : header));
  return withHeaders(request, headers, { detail: name });
}

function* sentTwice(request: SignatureCase): Iterable<Attempt> {
  for (const [name, value] of request.signed) {
    const values = value.split(', ');
    if (values.length < 2) continue;
    yield replaced(request, name, values[0] ?? '');
    yield replaced(request, name, values.at(-1) ?? '');
    yield replaced(request, name, values.join(','));
  }
}

/** Common values from senders of this API (the official SDKs, and common mistakes). */
const COMMON_VALUES: Readonly<Record<string, readonly string[]>> = {
  ip: ['127.0.0.1', 'N/A', '0.0.0.0', 'localhost', '::1', '192.168.0.112', ''],
  'api-version': ['1.1', '0.1.0', '1', ''],
  signature: ['HMAC-SHA1', 'HmacSHA1', 'hmac_sha1', 'hmac-sha256', ''],
  'caller-type': ['TOKEN', 'sts', ''],
};

function* otherValues(request: SignatureCase): Iterable<Attempt> {
  for (const [name, value] of request.signed) {
    for (const usual of COMMON_VALUES[name.replace(/^x-cms-/, '')] ?? [])
      yield replaced(request, name, usual);
    yield replaced(request, name, encodeURIComponent(value));
    yield replaced(request, name, percentDecoded(value));
    yield replaced(request, name, value.replaceAll(' ', ''));
    yield replaced(request, name, `"${value}"`);
  }
}
