/** Decodes a text in every plausible way: JSON escapes, percent-encoding and UTF-8, in any order, up to three times. */

export interface Reading {
  readonly text: string;
  /** Returns the offset in the original text of a character, or of the end. */
  originalOffset(at: number): number;
}

/** Maximum number of decoding steps, enough for JSON in JSON in a URL. */
const MAX_DEPTH = 3;

/** Returns all readings of a text, the original first. With `withForms`, a plus sign may also be a space. */
export function readingsOf(text: string, withForms: boolean): Reading[] {
  const decoders = withForms ? [...plainDecoders, formDecoded] : plainDecoders;
  const readings: Reading[] = [{ text, originalOffset: (at) => at }];
  let from = 0;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const to = readings.length;
    for (; from < to; from++) {
      const outer = readings[from] as Reading;
      for (const decode of decoders) {
        const inner = decode(outer.text);
        if (!inner || readings.some((known) => known.text === inner.text)) continue;
        readings.push({
          text: inner.text,
          originalOffset: (at) => outer.originalOffset(inner.starts[at] as number),
        });
      }
    }
  }
  return readings;
}

/** Reads the character at an offset: its code point and its encoded length. */
type Read = (text: string, at: number) => readonly [code: number, length: number] | undefined;

export interface Decoded {
  readonly text: string;
  readonly starts: Int32Array;
}

const PERCENT = 0x25;
const PLUS = 0x2b;

const CONTROLS: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 };

const escaped: Read = (text, at) => {
  const letter = text[at + 1];
  if (letter === undefined) return undefined;
  const digits = { u: 4, x: 2 }[letter];
  if (digits !== undefined) return hex(text, at + 2, digits, digits + 2);
  const control = CONTROLS[letter];
  if (control !== undefined) return [control, 2];
  return /[0-9A-Za-z\s]/.test(letter) ? undefined : [letter.charCodeAt(0), 2];
};

function hex(text: string, at: number, digits: number, length: number): [number, number] | undefined {
  let code = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return undefined;
    code = code * 16 + digit;
  }
  return [code, length];
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const percentOctet: Read = (text, at) =>
  text.charCodeAt(at) === PERCENT ? hex(text, at + 1, 2, 3) : undefined;

const formOctet: Read = (text, at) => (text.charCodeAt(at) === PLUS ? [0x20, 1] : percentOctet(text, at));

/** Reads a byte of a header, which Node represents as one character. */
const byteOctet: Read = (text, at) => {
  const unit = text.charCodeAt(at);
  return unit >= 0x80 && unit <= 0xff ? [unit, 1] : undefined;
};

/** Combines octets into UTF-8 characters. An invalid octet stays as it is. */
function inUtf8(octet: Read): Read {
  return (text, at) => {
    const first = octet(text, at);
    if (!first || first[0] < 0xc2 || first[0] > 0xf4) return first;
    const more = first[0] < 0xe0 ? 1 : first[0] < 0xf0 ? 2 : 3;
    let code = first[0] & (0x3f >> more);
    let end = at + first[1];
    for (let index = 0; index < more; index++) {
      const next = octet(text, end);
      if (!next || (next[0] & 0xc0) !== 0x80) return first;
      code = (code << 6) | (next[0] & 0x3f);
      end += next[1];
    }
    return code > 0x10ffff ? first : [code, end - at];
  };
}

/**
 * Decodes the escapes of JSON and similar languages. Like the other decoders, returns `undefined` if there is nothing to
 * decode.
 */
export const jsonDecoded = decoder(/\\/, escaped);

/** Decodes percent-encoding. Invalid escapes stay, so it never fails. */
export const percentDecoded = decoder(/%/, inUtf8(percentOctet));

/** Decodes percent-encoding, and plus signs as spaces. */
export const formDecoded = decoder(/[%+]/, inUtf8(formOctet));

const utf8Decoded = decoder(/[\u00c2-\u00f4]/, inUtf8(byteOctet));

const plainDecoders = [jsonDecoded, percentDecoded, utf8Decoded];

/** Returns a decoder. `first` matches the characters that start an escape. */
function decoder(first: RegExp, read: Read): (text: string) => Decoded | undefined {
  const isFirst = Uint8Array.from({ length: 256 }, (_, unit) =>
    Number(first.test(String.fromCharCode(unit))),
  );
  const eachEscape = (text: string, visit: (code: number, at: number, end: number) => void) => {
    // Most texts have no such character, which a regular expression finds out fastest.
    let at = text.search(first);
    for (; at >= 0 && at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const character = unit < 256 && isFirst[unit] === 1 ? read(text, at) : undefined;
      if (!character || !changes(character)) continue;
      visit(character[0], at, at + character[1]);
      at += character[1] - 1;
    }
  };
  return (text) => {
    let plain = '';
    let from = 0;
    eachEscape(text, (code, at, end) => {
      plain += text.slice(from, at) + String.fromCodePoint(code);
      from = end;
    });
    if (from === 0) return undefined;
    plain += text.slice(from);
    let starts: Int32Array | undefined;
    return {
      text: plain,
      // Computed on demand, because most readings have no hit.
      get starts() {
        starts ??= startsIn(plain.length, text.length, (visit) => eachEscape(text, visit));
        return starts;
      },
    };
  };
}

type Visit = (code: number, at: number, end: number) => void;

function startsIn(length: number, original: number, eachEscape: (visit: Visit) => void): Int32Array {
  const starts = new Int32Array(length + 1);
  let index = 0;
  let from = 0;
  eachEscape((code, at, end) => {
    while (from < at) starts[index++] = from++;
    starts[index++] = at;
    if (code > 0xffff) starts[index++] = at;
    from = end;
  });
  while (from <= original) starts[index++] = from++;
  return starts;
}

/** Returns whether decoding changes the character. */
function changes([code, length]: readonly [number, number]): boolean {
  return length > 1 || code === 0x20;
}
