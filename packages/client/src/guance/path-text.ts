import { checkedText } from '../options.ts';

/**
 * A text that is to be a part of the path. `.` and `..` as a part would be resolved away, encoded or not,
 * and half a character cannot be encoded.
 */
export function checkedPathText(name: string, value: string): string {
  const parts = checkedText(name, value).split('/');
  if (!value.isWellFormed() || parts.includes('.') || parts.includes('..')) {
    throw new TypeError(`${name} must be the part of the webhook address as it is shown there`);
  }
  return value;
}
