/** Recognizes the formats of a digest: from the string in a header to the bytes that it represents. */

import type { Explanation } from './attempt.ts';

/** A reading of a written digest. */
export interface DigestReading {
  bytes: Buffer;
  /** Format mistakes; empty if the format is correct. */
  mistakes: readonly Explanation[];
}

/** Hash functions by the size of their digests in bytes. */
const HASHES: Readonly<Record<number, string>> = {
  16: 'md5',
  20: 'sha1',
  28: 'sha224',
  32: 'sha256',
  48: 'sha384',
  64: 'sha512',
};

/** Returns the hash function with digests of this size. */
export function hashOf({ length }: Buffer): string | undefined {
  return HASHES[length];
}

/** Formats that a vendor may ask for. */
export type DigestEncoding = 'upper-case-hex' | 'lower-case-hex' | 'base64';

/** A kind of digest: its name in codes and messages, and its correct format. */
export interface DigestKind {
  /** Prefix of its codes, such as `signature`. */
  code: string;
  /** Name in messages, such as `the signature`. */
  name: string;
  /** The expected hash function. */
  hash: string;
  /** The header or parameter that contains it. */
  place: string;
  encoding: DigestEncoding;
}

const WRITTEN: Readonly<Record<DigestEncoding, string>> = {
  'upper-case-hex': 'uppercase hexadecimal digits',
  'lower-case-hex': 'lowercase hexadecimal digits',
  base64: 'base64',
};

/** Returns the name of the correct format. */
export function formatOf({ encoding }: DigestKind): string {
  return WRITTEN[encoding];
}

const MAX_WRITTEN = 512;
const MAX_LAYERS = 3;

/** An additional encoding or enclosing characters of a digest. */
interface Wrapping {
  suffix: string;
  /** Continues after the kind's name. */
  cause: string;
  unwrap(written: string): string | undefined;
  /** Mistakes of the inner string that this one implies. */
  implies?: readonly string[];
}

/** Format mistakes of the inner string that an additional encoding implies. */
const FORMATS = ['lower-case', 'upper-case', 'hex'];

const WRAPPINGS: readonly Wrapping[] = [
  {
    suffix: 'hex-of-text',
    cause: 'is the hexadecimal form of an already encoded string',
    unwrap: (written) => (/^[0-9a-f]+$/i.test(written) ? ascii(Buffer.from(written, 'hex')) : undefined),
    implies: ['base64', ...FORMATS],
  },
  {
    suffix: 'base64-of-text',
    cause: 'is the base64 form of the hexadecimal digits, not of the bytes',
    unwrap: (written) => (BASE64.test(written) ? ascii(Buffer.from(written, 'base64')) : undefined),
    implies: FORMATS,
  },
  {
    suffix: 'quoted',
    cause: 'is enclosed in quotation marks or spaces',
    unwrap: (written) => written.replace(/^["' ]+|["' ]+$/g, ''),
  },
  { suffix: 'prefixed', cause: 'starts with 0x', unwrap: (written) => written.replace(/^0x/i, '') },
  {
    suffix: 'separated',
    cause: 'has separators between its bytes',
    unwrap: (written) =>
      /^([0-9a-f]{2}[-: ])+[0-9a-f]{2}$/i.test(written) ? written.replace(/[-: ]/g, '') : undefined,
  },
  { suffix: 'url-encoded', cause: 'is URL-encoded', unwrap: urlDecoded, implies: ['base64', 'padding'] },
];

const BASE64 = /^[0-9A-Za-z+/_-]+={0,2}$/;

/** Returns all readings of a digest, the simplest first. */
export function readings(written: string, kind: DigestKind, layer = 0): DigestReading[] {
  if (layer >= MAX_LAYERS || written.length > MAX_WRITTEN) return [];
  const { code, name } = kind;
  const named = (suffix: string, cause: string): Explanation => ({
    code: `${code}-${suffix}`,
    cause: `${name} ${cause}`,
    fix: `Write the bytes as ${formatOf(kind)}.`,
  });
  const wrapped = WRAPPINGS.flatMap(({ suffix, cause, unwrap, implies = [] }) => {
    const inner = unwrap(written);
    if (inner === undefined || inner === written) return [];
    const implied = implies.map((other) => `${code}-${other}`);
    return readings(inner, kind, layer + 1).map(({ bytes, mistakes }) => {
      const others = mistakes.filter((mistake) => !implied.includes(mistake.code));
      return { bytes, mistakes: [named(suffix, cause), ...others] };
    });
  });
  return [...plainReadings(written, kind.encoding, named), ...wrapped];
}

type Name = (suffix: string, cause: string) => Explanation;

function plainReadings(written: string, encoding: DigestEncoding, named: Name): DigestReading[] {
  const found: DigestReading[] = [];
  if (/^([0-9a-f]{2})+$/i.test(written))
    found.push({ bytes: Buffer.from(written, 'hex'), mistakes: hexMistakes(written, encoding, named) });
  if (BASE64.test(written)) {
    const bytes = Buffer.from(written, 'base64');
    found.push({ bytes, mistakes: base64Mistakes(written, { bytes, encoding }, named) });
  }
  return found.filter(({ bytes }) => hashOf(bytes) !== undefined);
}

function hexMistakes(written: string, encoding: DigestEncoding, named: Name): Explanation[] {
  if (encoding === 'base64') return [named('hex', 'is written as hexadecimal digits')];
  const isUpper = written === written.toUpperCase();
  if (encoding === 'upper-case-hex')
    return isUpper ? [] : [named('lower-case', 'is written with lowercase hexadecimal digits')];
  const isLower = written === written.toLowerCase();
  return isLower ? [] : [named('upper-case', 'is written with uppercase hexadecimal digits')];
}

function base64Mistakes(
  written: string,
  { bytes, encoding }: { bytes: Buffer; encoding: DigestEncoding },
  named: Name,
): Explanation[] {
  if (encoding !== 'base64') return [named('base64', 'is written in base64')];
  if (/[-_]/.test(written)) return [named('base64url', 'is written in the base64 alphabet for URLs')];
  return written === bytes.toString('base64') ? [] : [named('padding', 'lacks the = at its end')];
}

/** Returns formats of a digest that lose digits and cannot be read back. */
export function lossyForms(digest: Buffer): string[] {
  const bytes = [...digest];
  const hex = digest.toString('hex');
  const perByte = bytes.map((byte) => byte.toString(16)).join('');
  const signed = bytes.map((byte) => (byte > 127 ? 0xffffff00 + byte : byte).toString(16));
  return [
    hex.replace(/^0+/, ''),
    perByte,
    signed.join(''),
    signed.map((part) => part.padStart(2, '0')).join(''),
    hex.slice(8, 24),
    digest.toString('latin1'),
    digest.toString('utf8'),
  ];
}

function ascii(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

function urlDecoded(text: string): string | undefined {
  try {
    return text.includes('%') ? decodeURIComponent(text) : undefined;
  } catch {
    return undefined;
  }
}
