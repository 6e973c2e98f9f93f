/** Encodes the characters of a body in encodings other than UTF-8. */

/** A named encoding of a string. */
export interface Encoding {
  name: string;
  encode(text: string): Buffer | undefined;
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Most apply only to strings with non-ASCII characters, because ASCII is the same in most encodings. */
export const ENCODINGS: readonly Encoding[] = [
  { name: 'ISO 8859-1', encode: beyondAscii((text) => Buffer.from(text, 'latin1')) },
  {
    name: 'ISO 8859-1 with ? for unsupported characters',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\xff]/g)),
  },
  {
    name: 'ISO 8859-1 with ? for unsupported characters',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\xff]/gu)),
  },
  {
    name: 'ASCII with ? for unsupported characters',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\x7f]/g)),
  },
  {
    name: 'ASCII with ? for unsupported characters',
    encode: beyondAscii((text) => questionMarks(text, /[^\0-\x7f]/gu)),
  },
  {
    name: 'ASCII without unsupported characters',
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
  { name: 'UTF-8 with three bytes per surrogate', encode: beyondAscii(cesu8) },
  { name: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { name: 'UTF-16, big-endian', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
  { name: 'UTF-16 with a byte order mark', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') },
  {
    name: 'UTF-16, big-endian, with a byte order mark',
    encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  },
  {
    name: 'UTF-8 in another Unicode normalization form',
    encode: beyondAscii((text) => Buffer.from(text.normalize('NFD'))),
  },
  {
    name: 'UTF-8 in another Unicode normalization form',
    encode: beyondAscii((text) => Buffer.from(text.normalize('NFC'))),
  },
];

function beyondAscii(encode: (text: string) => Buffer | undefined): Encoding['encode'] {
  return (text) => (NOT_ASCII.test(text) ? encode(text) : undefined);
}

function questionMarks(text: string, unsupported: RegExp): Buffer {
  return Buffer.from(text.replace(unsupported, '?'), 'latin1');
}

/** Encodes each half of a surrogate pair in three bytes, as Java's modified UTF-8 does. */
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

/** Encodes as GBK, the default of Windows with Chinese settings. The platform has only a decoder, which is inverted here. */
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
