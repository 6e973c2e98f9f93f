/** Decodes UTF-8, and finds the first byte that is not valid. */
import { isUtf8 } from 'node:buffer';

const REPLACEMENT = Buffer.from('\ufffd');

/**
 * Returns the bytes as a string in which each byte that is not UTF-8 is U+FFFD, as in Go. `TextDecoder` replaces the
 * beginning of an incomplete character by one U+FFFD, however many bytes it has. A byte order mark stays.
 */
export function utf8Text(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < buffer.length; ) {
    const length = characterLength(buffer, at);
    if (length === 0) {
      parts.push(buffer.subarray(from, at), REPLACEMENT);
      from = at + 1;
    }
    at += length || 1;
  }
  parts.push(buffer.subarray(from));
  return Buffer.concat(parts).toString('utf8');
}

/** Returns the offset of the first invalid byte, or `undefined` if all bytes are valid. */
export function firstInvalidUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** Returns the number of bytes of the character at `at`, or 0 if there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    const [lowest, highest] = index === 1 ? secondByteRange(lead) : CONTINUATION;
    if (byte < lowest || byte > highest) return 0;
  }
  return length;
}

const CONTINUATION: readonly [number, number] = [0x80, 0xbf];

/** Excludes overlong forms, surrogates, and code points above U+10FFFF. */
function secondByteRange(lead: number): readonly [number, number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return CONTINUATION;
  }
}
