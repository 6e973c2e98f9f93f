/** Other bodies that a caller may have digested instead of the bytes that arrived. */
import { createHash } from 'node:crypto';
import type { Naming } from '../case.ts';
import { ENCODINGS } from './encodings.ts';
import { type NamedStyle, parseKeepingNumbers, STYLES, type Style, writeJson } from './json-styles.ts';

export interface BodyVariant extends Naming {
  /** Which variant it is, in words. */
  detail: string;
  bytes: Buffer;
}

export interface Body {
  bytes: Buffer;
  /** What was sent after the end that Content-Length gives. */
  rest?: Buffer | undefined;
}

const ONCE = 'Serialise the body once, and digest and send these very bytes.';

function variant(
  code: string,
  [cause, detail]: readonly [string, string],
  bytes: Buffer,
  fix = ONCE,
): BodyVariant {
  return { code: `content-md5-${code}`, cause, detail, bytes, fix };
}

/** Lazily, likely ones first: what a large body costs is bounded by whoever tries them. */
export function* bodyVariants(body: Body): Iterable<BodyVariant> {
  const { bytes } = body;
  const text = bytes.toString('utf8');
  yield* wholeBodies(body);
  yield* otherEnds(text, USUAL_ENDS);
  yield* rewritten(text, STYLES.slice(0, USUAL_STYLES));
  yield* otherEnds(text, ENDS);
  yield* cuts(bytes, text);
  yield* otherwiseEncoded(text);
  yield* rewritten(text, STYLES.slice(USUAL_STYLES));
  yield* withinJson(text);
  yield* otherEnds(text, BLANKS);
  yield* otherTexts(text, bytes);
  yield* everyCut(bytes);
}

const USUAL_STYLES = 8;

function* wholeBodies({ bytes, rest }: Body): Iterable<BodyVariant> {
  if (rest && rest.length > 0) {
    const whole = Buffer.concat([bytes, rest]);
    const text = whole.toString('utf8');
    const inCharacters = text.length === bytes.length || [...text].length === bytes.length;
    yield variant(
      'content-length-too-small',
      [
        'Content-Length is smaller than the body that was digested: it counts {detail}',
        inCharacters ? 'characters, not bytes' : 'too little',
      ],
      whole,
      'Let Content-Length count the bytes of the body, not its characters.',
    );
  }
  yield variant(
    'of-empty-body',
    ['the MD5 is that of an empty body{detail}', ''],
    Buffer.alloc(0),
    'Digest the body that is sent, after it is complete and before it is read by anything else.',
  );
}

type TextChange = readonly [detail: string, change: (text: string) => string];

const USUAL_ENDS: readonly TextChange[] = [
  ['with a line feed at its end', (text) => `${text}\n`],
  ['without the blanks and line ends around it', (text) => text.trim()],
];
const ENDS: readonly TextChange[] = [
  ['with CRLF at its end', (text) => `${text}\r\n`],
  ['with line feeds for CRLF', (text) => text.replaceAll('\r\n', '\n')],
  ['with CRLF for line feeds', (text) => text.replace(/\r?\n/g, '\r\n')],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['without its byte order mark', (text) => text.replace(/^\ufeff/, '')],
  ['with a zero byte at its end', (text) => `${text}\0`],
];
/** Late, as compact JSON is the likelier name for a body without blanks. */
const BLANKS: readonly TextChange[] = [
  ['without line feeds', (text) => text.replace(/[\r\n]+/g, '')],
  ['without any blanks', (text) => text.replace(/\s+/g, '')],
  ['without indentation', (text) => text.replace(/^[ \t]+/gm, '')],
];

function* otherEnds(text: string, changes: readonly TextChange[]): Iterable<BodyVariant> {
  for (const [detail, change] of changes) {
    const other = change(text);
    if (other === text) continue;
    yield variant('of-other-ends', ['the MD5 is that of the body {detail}', detail], Buffer.from(other));
  }
}

function cut(detail: string, part: Buffer): BodyVariant {
  const fix = 'Digest all bytes of the body; count bytes, not characters.';
  return variant('of-part-of-body', ['the MD5 is that of a part of the body: {detail}', detail], part, fix);
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

/** Late, as some of these are likelier for another reason. Of a small body, every beginning. */
function* everyCut(bytes: Buffer): Iterable<BodyVariant> {
  if (bytes.length > 1) {
    yield cut('all but its first byte', bytes.subarray(1));
    yield cut('what stands between its brackets', bytes.subarray(1, -1));
  }
  if (bytes.length > MAX_CUT_ANYWHERE_BYTES) return;
  for (let length = bytes.length - 1; length > 0; length--)
    yield cut(`its first ${length} bytes`, bytes.subarray(0, length));
}

const MAX_CUT_ANYWHERE_BYTES = 2048;

function* rewritten(text: string, styles: readonly NamedStyle[]): Iterable<BodyVariant> {
  const value = parseKeepingNumbers(text);
  if (value === undefined) return;
  const cause = 'the MD5 is that of the same JSON written otherwise: {detail}';
  // As written, and with numbers read as doubles, which lose digits of large ones and zeros at the end.
  const doubles = JSON.parse(text) as typeof value;
  const hasOtherNumbers = JSON.stringify(doubles) !== writeJson(value, {});
  for (const form of hasOtherNumbers ? [value, doubles] : [value]) {
    for (const style of styles) {
      const json = writeJson(form, style);
      if (json !== text) yield variant('of-rewritten-body', [cause, style.name], Buffer.from(json));
    }
  }
}

/** Its quotation marks, as far as no text holds any. */
const PYTHON_PRINT: Style = {
  comma: ', ',
  colon: ': ',
  escape: (json) => (json.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`),
};

function* withinJson(text: string): Iterable<BodyVariant> {
  const value = parseKeepingNumbers(text);
  if (value === undefined) return;
  const cause = 'the MD5 is that of {detail}';
  const json = JSON.stringify(text);
  const printed = writeJson(value, PYTHON_PRINT);
  yield variant('of-other-text', [cause, 'the objects as Python prints them'], Buffer.from(printed));
  yield variant('of-json-string', [cause, 'the body written as a JSON string once more'], Buffer.from(json));
  if (!Array.isArray(value)) return;
  yield variant('of-single-event', [cause, 'an empty array'], Buffer.from('[]'));
  if (value.length !== 1) return;
  for (const style of STYLES.slice(0, USUAL_STYLES)) {
    const event = writeJson(value[0] ?? null, style);
    yield variant('of-single-event', [cause, 'the event without the array around it'], Buffer.from(event));
  }
}

function* otherwiseEncoded(text: string): Iterable<BodyVariant> {
  const cause = 'the MD5 is that of the characters of the body in another encoding: {detail}';
  for (const { name, encode } of ENCODINGS) {
    const bytes = encode(text);
    if (bytes)
      yield variant('of-other-encoding', [cause, name], bytes, 'Digest the UTF-8 bytes that are sent.');
  }
}

function* otherTexts(text: string, bytes: Buffer): Iterable<BodyVariant> {
  const cause = 'the MD5 is that of {detail}';
  const md5 = createHash('md5').update(bytes).digest();
  const texts: readonly (readonly [string, string | Buffer])[] = [
    ['the MD5 of the body', md5.toString('hex')],
    ['the MD5 of the body', md5.toString('hex').toUpperCase()],
    ['the MD5 of the body', md5],
    ['the body in base64', bytes.toString('base64')],
    ['the body as hexadecimal digits', bytes.toString('hex')],
    ['the body, URL-encoded', encodeURIComponent(text.toWellFormed())],
    ['the body, encoded as a form', new URLSearchParams([['', text]]).toString().slice(1)],
    ['the text null', 'null'],
    ['the text None', 'None'],
    ['the text undefined', 'undefined'],
    ['the text [object Object]', text.startsWith('[') ? '[object Object]' : '[object Array]'],
    ['an empty object', '{}'],
  ];
  for (const [detail, other] of texts)
    yield variant('of-other-text', [cause, detail], Buffer.from(other as string));
}
