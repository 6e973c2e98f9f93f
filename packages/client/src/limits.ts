/** Finds before sending what the vendor is known to refuse: nothing at all, too many items, too many bytes. */
import type { Limits } from './contract.ts';

/** The reason for which so many items, or so many bytes, would be refused; undefined where they would not. */
export function brokenLimit<Reason extends string>(
  limits: Limits<Reason>,
  { items, bytes = 0 }: { readonly items: number; readonly bytes?: number },
): Reason | undefined {
  const { minItems, tooFewItems, maxItems, tooManyItems, maxBodyBytes, bodyTooLarge } = limits;
  if (tooFewItems !== null && minItems !== null && items < minItems) return tooFewItems;
  if (tooManyItems !== null && maxItems !== null && items > maxItems) return tooManyItems;
  if (bodyTooLarge !== null && maxBodyBytes !== null && bytes > maxBodyBytes) return bodyTooLarge;
  return undefined;
}
