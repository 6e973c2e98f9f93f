/** Single mistakes about the body and its digest. */
import type { Deviation } from './client.fixture.ts';
import type { Mutation } from './mutation.fixture.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;

const simple = (
  code: string,
  name: string,
  deviation: Deviation,
  appliesTo?: Mutation['appliesTo'],
): Mutation => ({
  code: `content-md5-${code}`,
  name,
  deviation: () => deviation,
  ...(appliesTo && { appliesTo }),
});

/** A mutation whose digest belongs to a body other than the one sent. */
const digestOf = (code: string, name: string, change: (text: string) => string | Buffer): Mutation => ({
  code: `content-md5-${code}`,
  name,
  deviation: () => ({ digested: (_, text) => Buffer.from(change(text) as string) }),
  appliesTo: ({ body }) => !Buffer.from(change(body) as string).equals(Buffer.from(body)),
});

/** Writes JSON like Python's json.dumps, as far as these bodies need it. */
function python(value: unknown, ascii: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => python(item, ascii)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).map(
      ([name, item]) => `${python(name, ascii)}: ${python(item, ascii)}`,
    );
    return `{${properties.join(', ')}}`;
  }
  return escaped(JSON.stringify(value), ascii);
}

function escaped(json: string, ascii = true): string {
  if (!ascii) return json;
  return [...Array(json.length).keys()]
    .map((index) => json.charCodeAt(index))
    .map((unit) => (unit > 126 ? `\\u${unit.toString(16).padStart(4, '0')}` : String.fromCharCode(unit)))
    .join('');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([n, v]) => [n, sorted(v)]),
  );
}

const parse = (text: string) => JSON.parse(text) as unknown;
const isBeyondAscii = ({ body }: { body: string }) => BEYOND_ASCII.test(body);

export const bodyMutations: readonly Mutation[] = [
  simple('base64', 'MD5 in base64', { writeMd5: (d) => d.toString('base64') }),
  simple('lower-case', 'MD5 in lowercase', { writeMd5: (d) => d.toString('hex') }),
  simple('base64-of-text', 'MD5 as base64 of its digits', {
    writeMd5: (d) => Buffer.from(d.toString('hex')).toString('base64'),
  }),
  simple('digits-lost', 'MD5 cut to 16 digits', {
    writeMd5: (d) => d.toString('hex').slice(8, 24).toUpperCase(),
  }),
  digestOf('of-rewritten-body', 'compact', (text) => JSON.stringify(parse(text))),
  digestOf('of-rewritten-body', 'indented by 2', (text) => JSON.stringify(parse(text), null, 2)),
  digestOf('of-rewritten-body', 'indented by 4', (text) => JSON.stringify(parse(text), null, 4)),
  digestOf('of-rewritten-body', 'Python', (text) => python(parse(text), true)),
  digestOf('of-rewritten-body', 'Python without escapes', (text) => python(parse(text), false)),
  digestOf('of-rewritten-body', 'with sorted names', (text) => JSON.stringify(sorted(parse(text)))),
  digestOf('of-rewritten-body', 'compact with escapes', (text) => escaped(JSON.stringify(parse(text)))),
  digestOf('of-rewritten-body', 'PHP', (text) => escaped(JSON.stringify(parse(text))).replaceAll('/', '\\/')),
  digestOf('of-json-string', 'a JSON string', (text) => JSON.stringify(text)),
  digestOf('of-empty-body', 'an empty body', () => ''),
  digestOf('of-other-ends', 'with a line feed', (text) => `${text}\n`),
  digestOf('of-other-ends', 'with CRLF', (text) => `${text}\r\n`),
  digestOf('of-other-ends', 'with a byte order mark', (text) => `\ufeff${text}`),
  digestOf('of-part-of-body', 'without the last byte', (text) => Buffer.from(text).subarray(0, -1)),
  digestOf('of-part-of-body', 'as many bytes as characters', (text) =>
    Buffer.from(text).subarray(0, text.length),
  ),
  digestOf('of-other-encoding', 'ISO 8859-1', (text) =>
    BEYOND_ASCII.test(text) ? Buffer.from(text, 'latin1') : text,
  ),
  digestOf('of-other-encoding', 'UTF-16', (text) => Buffer.from(text, 'utf16le')),
  digestOf('of-other-encoding', 'question marks', (text) => text.replace(/[^\0-\x7f]/g, '?')),
  digestOf('of-other-encoding', 'encoded twice', (text) => Buffer.from(Buffer.from(text).toString('latin1'))),
  digestOf('of-other-text', 'base64 of the body', (text) => Buffer.from(text).toString('base64')),
  simple(
    'content-length-too-small',
    'characters counted, with the rest available',
    {
      arriving: (bytes, text) => ({
        bytes: bytes.subarray(0, text.length),
        rest: bytes.subarray(text.length),
      }),
    },
    isBeyondAscii,
  ),
  {
    code: 'content-length-in-characters',
    name: 'characters counted',
    deviation: () => ({ arriving: (bytes, text) => ({ bytes: bytes.subarray(0, text.length) }) }),
    appliesTo: isBeyondAscii,
  },
  {
    code: 'body-cut',
    name: 'cut in transit',
    deviation: () => ({ arriving: (bytes) => ({ bytes: bytes.subarray(0, -9) }) }),
    appliesTo: (base) => !isBeyondAscii(base),
  },
];
