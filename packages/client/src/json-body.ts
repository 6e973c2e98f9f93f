/** Writes and measures JSON bodies. */

/** The parts of a body before and after its items. */
export type Envelope = readonly [before: string, after: string];

const encoder = new TextEncoder();

/** Returns the number of bytes of a string in UTF-8. */
export function utf8Bytes(text: string): number {
  return typeof Buffer === 'function' ? Buffer.byteLength(text) : encoder.encode(text).byteLength;
}

/** Returns the body of a request, with its items separated by commas. */
export function jsonBody(
  entries: readonly { readonly text: string }[],
  [before, after]: Envelope,
): Uint8Array<ArrayBuffer> {
  return encoder.encode(before + entries.map(({ text }) => text).join() + after);
}
