/** The ways in which a digest is written: from the text in a header to the bytes that it stands for. */

import type { Naming } from './case.ts';
import type { Signer } from './signature.ts';

export interface Presentation {
  bytes: Buffer;
  /** What is wrong with the way it is written; none: it is written as it should be. */
  mistakes: readonly Naming[];
}

/** Sizes of digests in bytes, and the hash functions that make them. */
const HASHES: Readonly<Record<number, string>> = {
  16: 'md5',
  20: 'sha1',
  28: 'sha224',
  32: 'sha256',
  48: 'sha384',
  64: 'sha512',
};

/** The hash function that makes digests of this size. */
export function hashOf({ length }: Buffer): string | undefined {
  return HASHES[length];
}

/** What a digest is called in the codes and sentences about it. */
export interface Subject {
  /** First part of the codes. */
  code: 'signature' | 'content-md5';
  /** Such as `the signature`. */
  name: string;
  /** The size that it should have. */
  hash: string;
}

export function signatureSubject({ rules }: Signer): Subject {
  return { code: 'signature', name: 'the signature', hash: rules.signatureHash };
}

export function contentMd5Subject({ rules }: Signer): Subject {
  return { code: 'content-md5', name: rules.digestHeader, hash: rules.digestHash };
}

const UPPER_HEX = 'Write the bytes as hexadecimal digits in upper case.';
const MAX_WRITTEN = 512;
const MAX_LAYERS = 3;

/** Text around or in which a written digest stands. */
interface Wrapping {
  suffix: string;
  /** Goes on after the subject's name. */
  cause: string;
  unwrap(written: string): string | undefined;
  /** Mistakes of the inner text that go without saying. */
  implies?: readonly string[];
}

const WRAPPINGS: readonly Wrapping[] = [
  {
    suffix: 'hex-of-text',
    cause: 'is the hexadecimal form of text that was encoded already',
    unwrap: (written) => (/^[0-9a-f]+$/i.test(written) ? ascii(Buffer.from(written, 'hex')) : undefined),
    implies: ['base64', 'lower-case'],
  },
  {
    suffix: 'base64-of-text',
    cause: 'is the base64 form of the hexadecimal digits, not of the bytes',
    unwrap: (written) => (BASE64.test(written) ? ascii(Buffer.from(written, 'base64')) : undefined),
    implies: ['lower-case'],
  },
  {
    suffix: 'quoted',
    cause: 'stands in quotation marks or blanks',
    unwrap: (written) => written.replace(/^["' ]+|["' ]+$/g, ''),
  },
  { suffix: 'prefixed', cause: 'begins with 0x', unwrap: (written) => written.replace(/^0x/i, '') },
  {
    suffix: 'separated',
    cause: 'has separators between its bytes',
    unwrap: (written) =>
      /^([0-9a-f]{2}[-: ])+[0-9a-f]{2}$/i.test(written) ? written.replace(/[-: ]/g, '') : undefined,
  },
  { suffix: 'url-encoded', cause: 'is URL-encoded', unwrap: urlDecoded, implies: ['base64'] },
];

const BASE64 = /^[0-9A-Za-z+/_-]+={0,2}$/;

/** Every reading of a written digest, the plainest first. */
export function readings(written: string, subject: Subject, layer = 0): Presentation[] {
  if (layer >= MAX_LAYERS || written.length > MAX_WRITTEN) return [];
  const { code, name } = subject;
  const named = (suffix: string, cause: string): Naming => ({
    code: `${code}-${suffix}`,
    cause: `${name} ${cause}`,
    fix: UPPER_HEX,
  });
  const wrapped = WRAPPINGS.flatMap(({ suffix, cause, unwrap, implies = [] }) => {
    const inner = unwrap(written);
    if (inner === undefined || inner === written) return [];
    const implied = implies.map((other) => `${code}-${other}`);
    return readings(inner, subject, layer + 1).map(({ bytes, mistakes }) => {
      const others = mistakes.filter((mistake) => !implied.includes(mistake.code));
      return { bytes, mistakes: [named(suffix, cause), ...others] };
    });
  });
  return [...plainReadings(written, named), ...wrapped];
}

function plainReadings(written: string, named: (suffix: string, cause: string) => Naming): Presentation[] {
  const found: Presentation[] = [];
  if (/^([0-9a-f]{2})+$/i.test(written)) {
    const lower = named('lower-case', 'is written with hexadecimal digits in lower case');
    const mistakes = written === written.toUpperCase() ? [] : [lower];
    found.push({ bytes: Buffer.from(written, 'hex'), mistakes });
  }
  if (BASE64.test(written))
    found.push({
      bytes: Buffer.from(written, 'base64'),
      mistakes: [named('base64', 'is written in base64')],
    });
  return found.filter(({ bytes }) => hashOf(bytes) !== undefined);
}

/** Ways of writing that lose digits: they can be made from the digest, but not read back. */
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
