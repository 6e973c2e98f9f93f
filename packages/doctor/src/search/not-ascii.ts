/** Recognizes header values that are not ASCII and were signed as UTF-8. */
import type { Explanation } from './attempt.ts';

/** Bytes above 127 in a header have no defined encoding, so signer and service may read other characters. */
export const NOT_ASCII: Explanation = {
  code: 'header-not-ascii',
  cause:
    'the value of {detail} is not ASCII: it is signed as UTF-8, but here each byte of a header counts as one character',
  fix: 'Send and sign only ASCII in headers, for example percent-encoded. HTTP defines no encoding for other characters.',
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns a header value, which has one character for each byte, decoded as UTF-8, or `undefined` if that changes nothing. */
export function asUtf8(value: string): string | undefined {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return undefined;
  try {
    return decoder.decode(Buffer.from(value, 'latin1'));
  } catch {
    return undefined;
  }
}
