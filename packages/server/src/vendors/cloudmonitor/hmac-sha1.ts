/** HMAC-SHA1 (RFC 2104) out of one-shot hashes, which leave no native object behind for every request. */
import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;

interface Pads {
  inner: Buffer;
  outer: Buffer;
}

/** Pads of the keys in use; a server has few of them, and the doctor's candidates come and go. */
const padsOf = new Map<string, Pads>();
const MAX_KEYS = 1000;

/** 40 hexadecimal digits in lower case. */
export function hmacSha1(key: string, text: string): string {
  const { inner, outer } = padsOf.get(key) ?? padded(key);
  const digest = hash('sha1', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
  return hash('sha1', Buffer.concat([outer, digest]), 'hex');
}

function padded(key: string): Pads {
  const bytes = Buffer.from(key);
  const block = bytes.length > BLOCK_BYTES ? hash('sha1', bytes, 'buffer') : bytes;
  const pad = (fill: number) =>
    Buffer.alloc(BLOCK_BYTES, fill).map((byte, index) => byte ^ (block[index] ?? 0)) as Buffer;
  const pads = { inner: pad(0x36), outer: pad(0x5c) };
  if (padsOf.size >= MAX_KEYS) padsOf.clear();
  padsOf.set(key, pads);
  return pads;
}
