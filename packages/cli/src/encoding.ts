/** Recognizes input that is not plain UTF-8. */

/** A UTF-8 byte order mark, which editors and shells on Windows write at the beginning of a file. */
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Length of a byte order mark in bytes. */
export const MARK_BYTES = BYTE_ORDER_MARK.length;

/** Returns the offset of the content: 0, or the length of a byte order mark. */
export function contentStart(bytes: Buffer): number {
  return bytes.subarray(0, MARK_BYTES).equals(BYTE_ORDER_MARK) ? MARK_BYTES : 0;
}

/** Commands that decompress a file to stdout, by the first bytes of the format in hexadecimal. */
const COMPRESSED: Readonly<Record<string, readonly [name: string, command: string]>> = {
  '1f8b': ['gzip', 'gunzip -c'],
  '425a68': ['bzip2', 'bunzip2 -c'],
  fd377a585a00: ['xz', 'xz -dc'],
  '28b52ffd': ['zstd', 'zstd -dc'],
  '504b0304': ['ZIP', 'unzip -p'],
};

/** Returns the compression of a file that begins with these bytes, or `undefined`. */
export function compressionOf(
  bytes: Buffer,
): { readonly name: string; readonly command: string } | undefined {
  const head = bytes.toString('hex', 0, 8);
  const [, found] = Object.entries(COMPRESSED).find(([start]) => head.startsWith(start)) ?? [];
  return found && { name: found[0], command: found[1] };
}

/** Returns whether a file that begins with these bytes is UTF-16. Its first character is from ASCII, as in all JSON. */
export function isUtf16(bytes: Buffer): boolean {
  const [first = 1, second = 1] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || (first === 0) !== (second === 0);
}
