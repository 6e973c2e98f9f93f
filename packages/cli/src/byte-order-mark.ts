/** Finds a UTF-8 byte order mark, which editors and shells on Windows write at the beginning of a file. */
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Length of a byte order mark in bytes. */
export const MARK_BYTES = BYTE_ORDER_MARK.length;

/** Returns the offset of the content: 0, or the length of a byte order mark. */
export function contentStart(bytes: Buffer): number {
  return bytes.subarray(0, MARK_BYTES).equals(BYTE_ORDER_MARK) ? MARK_BYTES : 0;
}
