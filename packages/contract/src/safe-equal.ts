/** Compares secrets. */
import { timingSafeEqual } from 'node:crypto';

/** Returns whether two strings are equal, in a time that does not reveal where they differ. */
export function safeEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
