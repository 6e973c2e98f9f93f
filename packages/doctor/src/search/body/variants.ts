/** Lists bodies that a caller may have digested instead of the bytes that arrived. */
import { createHash } from 'node:crypto';
import type { Explanation } from '../attempt.ts';
import { ENCODINGS } from './encodings.ts';
import { type NamedStyle, parseKeepingNumbers, STYLES, type Style, writeJson } from './json-styles.ts';

/** A body that a caller may have digested, with the mistake that leads to it. */
export interface BodyVariant extends Explanation {
  /** Describes the variant in a message. */
  detail: string;
  bytes: Buffer;
}

/** A body as received. */
export interface Body {
  bytes: Buffer;
  /** Bytes sent after the end given by Content-Length. */
  rest?: Buffer | undefined;
}

/** The digest of a body in codes and messages. */
export interface BodyDigest {
  /** Prefix of the codes, such as `content-md5`. */
  readonly code: string;
  /** Name in messages, such as `the MD5`. */
  readonly name: string;
  readonly hash: string;
}

export const MD5: BodyDigest = { code: 'content-md5', name: 'the MD5', hash: 'md5' };

const ONCE = 'Serialize the body once. Then digest and send exactly these bytes.';

function variant(
  code: string,
  [cause, detail]: readonly [string, string],
  bytes: Buffer,
  fix = ONCE,
): BodyVariant {
  return { code, cause, detail, bytes, fix };
}

/** Generates variants lazily, likely ones first. The caller limits the cost for large bodies. */
export function* bodyVariants(body: Body, digest: BodyDigest): Iterable<BodyVariant> {
  for (const { code, cause, ...rest } of unnamedVariants(body, digest))
    yield { ...rest, code: `${digest.code}-${code}`, cause: cause.replace('{digest}', digest.name) };
}

function* unnamedVariants(body: Body, digest: BodyDigest): Iterable<BodyVariant> {
  const { bytes } = body;
  const text = bytes.toString('utf8');
  yield* wholeBodies(body);
  yield* otherWhitespace(text, COMMON_ENDS);
  yield* rewritten(text, STYLES.slice(0, COMMON_STYLES));
  yield* otherWhitespace(text, ENDS);
  yield* cuts(bytes, text);
  yield* otherwiseEncoded(text);
  yield* rewritten(text, STYLES.slice(COMMON_STYLES));
  yield* withinJson(text);
  yield* otherWhitespace(text, WHITESPACE);
  yield* otherContent(text, bytes, digest);
  yield* everyCut(bytes);
}

const COMMON_STYLES = 8;

function* wholeBodies({ bytes, rest }: Body): Iterable<BodyVariant> {
  if (rest && rest.length > 0) {
    const whole = Buffer.concat([bytes, rest]);
    const text = whole.toString('utf8');
    const inCharacters = text.length === bytes.length || [...text].length === bytes.length;
    yield variant(
      'content-length-too-small',
      [
        'Content-Length is smaller than the digested body: it counts {detail}',
        inCharacters ? 'characters, not bytes' : 'too few bytes',
      ],
      whole,
      'Set Content-Length to the number of bytes in the body, not of characters.',
    );
  }
  yield variant(
    'of-empty-body',
    ['{digest} is that of an empty body{detail}', ''],
    Buffer.alloc(0),
    'Digest the complete body before anything else reads it.',
  );
}

type TextChange = readonly [detail: string, change: (text: string) => string];

const COMMON_ENDS: readonly TextChange[] = [
  ['with a line feed at its end', (text) => `${text}\n`],
  ['without the whitespace around it', (text) => text.trim()],
];
const ENDS: readonly TextChange[] = [
  ['with CRLF at its end', (text) => `${text}\r\n`],
  ['with LF instead of CRLF', (text) => text.replaceAll('\r\n', '\n')],
  ['with CRLF instead of LF', (text) => text.replace(/\r?\n/g, '\r\n')],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['without its byte order mark', (text) => text.replace(/^\ufeff/, '')],
  ['with a zero byte at its end', (text) => `${text}\0`],
];
/** Tried late, because compact JSON is a likelier explanation for a body without whitespace. */
const WHITESPACE: readonly TextChange[] = [
  ['without line feeds', (text) => text.replace(/[\r\n]+/g, '')],
  ['without any whitespace', (text) => text.replace(/\s+/g, '')],
  ['without indentation', (text) => text.replace(/^[ \t]+/gm, '')],
];

function* otherWhitespace(text: string, changes: readonly TextChange[]): Iterable<BodyVariant> {
  for (const [detail, change] of changes) {
    const other = change(text);
    if (other === text) continue;
    yield variant('of-other-ends', ['{digest} is that of the body {detail}', detail], Buffer.from(other));
  }
}

function cut(detail: string, part: Buffer): BodyVariant {
  const fix = 'Digest all bytes of the body. Count bytes, not characters.';
  return variant(
    'of-part-of-body',
    ['{digest} is that of only part of the body: {detail}', detail],
    part,
    fix,
  );
}

function* cuts(bytes: Buffer, text: string): Iterable<BodyVariant> {
  const lengths = new Map([
    [text.length, 'as many bytes as it has characters'],
    [[...text].length, 'as many bytes as it has characters'],
    [bytes.length - 1, 'all but its last byte'],
    [bytes.length >> 1, 'its first half'],
    ...[256, 512, 1000, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536].map(
      (size) => [size, `its first ${size} bytes`] as const,
    ),
  ]);
  for (const [length, detail] of lengths)
    if (length > 0 && length < bytes.length) yield cut(detail, bytes.subarray(0, length));
}

/** Tried late, because other mistakes explain some of these better. Includes every prefix of a small body. */
function* everyCut(bytes: Buffer): Iterable<BodyVariant> {
  if (bytes.length > 1) {
    yield cut('all but its first byte', bytes.subarray(1));
    yield cut('the content between its brackets', bytes.subarray(1, -1));
  }
  if (bytes.length > MAX_CUT_ANYWHERE_BYTES) return;
  for (let length = bytes.length - 1; length > 0; length--)
    yield cut(`its first ${length} bytes`, bytes.subarray(0, length));
}

const MAX_CUT_ANYWHERE_BYTES = 2048;

function* rewritten(text: string, styles: readonly NamedStyle[]): Iterable<BodyVariant> {
  const value = parseKeepingNumbers(text);
  if (value === undefined) return;
  const cause = '{digest} is that of the same JSON in another format: {detail}';
  // As written, and with numbers as doubles, which lose digits of large numbers and trailing zeros.
  const doubles = JSON.parse(text) as typeof value;
  const hasOtherNumbers = JSON.stringify(doubles) !== writeJson(value, {});
  for (const form of hasOtherNumbers ? [value, doubles] : [value]) {
    for (const style of styles) {
      const json = writeJson(form, style);
      if (json !== text) yield variant('of-rewritten-body', [cause, style.name], Buffer.from(json));
    }
  }
}

/** Python's format of printed objects, for strings without quotation marks. */
const PYTHON_PRINT: Style = {
  comma: ', ',
  colon: ': ',
  escape: (json) => (json.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`),
};

function* withinJson(text: string): Iterable<BodyVariant> {
  const value = parseKeepingNumbers(text);
  if (value === undefined) return;
  const cause = '{digest} is that of {detail}';
  const json = JSON.stringify(text);
  const printed = writeJson(value, PYTHON_PRINT);
  yield variant('of-other-text', [cause, 'the objects as printed by Python'], Buffer.from(printed));
  yield variant('of-json-string', [cause, 'the body encoded again as a JSON string'], Buffer.from(json));
  if (!Array.isArray(value)) return;
  yield variant('of-single-event', [cause, 'an empty array'], Buffer.from('[]'));
  if (value.length !== 1) return;
  for (const style of STYLES.slice(0, COMMON_STYLES)) {
    const event = writeJson(value[0] ?? null, style);
    yield variant('of-single-event', [cause, 'the event without the array around it'], Buffer.from(event));
  }
}

function* otherwiseEncoded(text: string): Iterable<BodyVariant> {
  const cause = '{digest} is that of the characters of the body in another encoding: {detail}';
  for (const { name, encode } of ENCODINGS) {
    const bytes = encode(text);
    if (bytes)
      yield variant('of-other-encoding', [cause, name], bytes, 'Digest the UTF-8 bytes that you send.');
  }
}

function* otherContent(text: string, bytes: Buffer, { hash, name }: BodyDigest): Iterable<BodyVariant> {
  const cause = '{digest} is that of {detail}';
  const digest = createHash(hash).update(bytes).digest();
  const ofBody = `${name} of the body`;
  const texts: readonly (readonly [string, string | Buffer])[] = [
    [ofBody, digest.toString('hex')],
    [ofBody, digest.toString('hex').toUpperCase()],
    [ofBody, digest],
    ['the body in base64', bytes.toString('base64')],
    ['the body as hexadecimal digits', bytes.toString('hex')],
    ['the body, URL-encoded', encodeURIComponent(text.toWellFormed())],
    ['the body, encoded as a form', new URLSearchParams([['', text]]).toString().slice(1)],
    ['the string null', 'null'],
    ['the string None', 'None'],
    ['the string undefined', 'undefined'],
    ['the string [object Object]', text.startsWith('[') ? '[object Object]' : '[object Array]'],
    ['an empty object', '{}'],
  ];
  for (const [detail, other] of texts)
    yield variant('of-other-text', [cause, detail], Buffer.from(other as string));
}
