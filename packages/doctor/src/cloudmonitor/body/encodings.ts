/** The text of a body as bytes of another encoding than UTF-8. */

export interface Encoding {
  name: string;
  encode(text: string): Buffer | undefined;
}

const NOT_ASCII = /[^\0-\x7f]/;

/** For texts beyond ASCII only, unless it is said otherwise: ASCII is the same in most of them. */
export const ENCODINGS: readonly Encoding[] = [
  { name: 'ISO 8859-1', encode: beyondAscii((text) => Buffer.from(text, 'latin1')) },
  {
    name: 'ISO 8859-1 with ? for what it lacks',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\xff]/g)),
  },
  {
    name: 'ISO 8859-1 with ? for what it lacks',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\xff]/gu)),
  },
  {
    name: 'ASCII with ? for what it lacks',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\x7f]/g)),
  },
  {
    name: 'ASCII with ? for what it lacks',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\x7f]/gu)),
  },
  {
    name: 'ASCII without what it lacks',
    encode: beyondAscii((text) => Buffer.from(text.replace(/[^\0-\x7f]/g, ''))),
  },
  { name: 'GBK', encode: beyondAscii(gbk) },
  {
    name: 'UTF-8, encoded twice',
    encode: beyondAscii((text) => Buffer.from(Buffer.from(text).toString('latin1'))),
  },
  {
    name: 'UTF-8, encoded twice',
    encode: beyondAscii((text) => Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))),
  },
  { name: 'UTF-8 with surrogates of three bytes each', encode: beyondAscii(cesu8) },
  { name: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { name: 'UTF-16, big-endian', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
  { name: 'UTF-16 with a byte order mark', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  {
    name: 'UTF-16, big-endian, with a byte order mark',
    encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  },
  { name: 'UTF-8 in another normal form', encode: beyondAscii((text) => Buffer.from(text.normalize('NFD'))) },
  { name: 'UTF-8 in another normal form', encode: beyondAscii((text) => Buffer.from(text.normalize('NFC'))) },
];

function beyondAscii(encode: (text: string) => Buffer | undefined): Encoding['encode'] {
  return (text) => (NOT_ASCII.test(text) ? encode(text) : undefined);
}

function questionMarks(text: string, lacking: RegExp): Buffer {
  return Buffer.from(text.replace(lacking, '?'), 'latin1');
}

/** Each half of a surrogate pair in three bytes of its own, as Java writes strings to its own streams. */
function cesu8(text: string): Buffer | undefined {
  if (!/[\ud800-\udfff]/.test(text)) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 63));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
  }
  return Buffer.from(bytes);
}

let gbkTable: Map<string, number> | undefined;

/** Windows with Chinese settings takes GBK for a text's bytes; there is a decoder here only, so it is turned around. */
function gbk(text: string): Buffer {
  gbkTable ??= invertedGbk();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? undefined : gbkTable.get(character);
    if (pair !== undefined) bytes.push(pair >> 8, pair & 255);
    else bytes.push(code < 0x80 ? code : 63);
  }
  return Buffer.from(bytes);
}

function invertedGbk(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd' && !table.has(character))
        table.set(character, (lead << 8) | trail);
    }
  }
  return table;
}
