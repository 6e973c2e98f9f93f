/** HMAC (RFC 2104) out of one-shot hashes, which leave no native object behind for every request. */
import { hash } from 'node:crypto';

/** Of MD5, SHA-1 and SHA-256, which are all that a contract can name. */
const BLOCK_BYTES = 64;

interface Pads {
  inner: Buffer;
  outer: Buffer;
}

const MAX_KEYS = 1000;

/** Digests a text with a key, as hexadecimal digits in lower case. */
export type Hmac = (key: string, text: string) => string;

/** HMAC with a hash function, such as `sha1`. */
export function createHmac(algorithm: string): Hmac {
  /** Pads of the keys in use; a server has few of them, and the doctor's candidates come and go. */
  const padsOf = new Map<string, Pads>();
  const padded = (key: string): Pads => {
    const bytes = Buffer.from(key);
    const block = bytes.length > BLOCK_BYTES ? hash(algorithm, bytes, 'buffer') : bytes;
    const pad = (fill: number) =>
      Buffer.alloc(BLOCK_BYTES, fill).map((byte, index) => byte ^ (block[index] ?? 0)) as Buffer;
    const pads = { inner: pad(0x36), outer: pad(0x5c) };
    if (padsOf.size >= MAX_KEYS) padsOf.clear();
    padsOf.set(key, pads);
    return pads;
  };
  return (key, text) => {
    const { inner, outer } = padsOf.get(key) ?? padded(key);
    const digest = hash(algorithm, Buffer.concat([inner, Buffer.from(text)]), 'buffer');
    return hash(algorithm, Buffer.concat([outer, digest]), 'hex');
  };
}
