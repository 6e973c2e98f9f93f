/** Creates errors of requests that are not sent, with the reason that the vendor would give. */
import type { WireReason } from '@pushspec/contract/reasons';
import type { Contract, Limits } from '../contract.ts';
import { PushError } from '../errors.ts';
import { sentBefore } from './sent-before.ts';

export interface NotSent<Reason extends string = string> {
  readonly reason: Reason;
  /** Completes the sentence "not sent, because …". */
  readonly what: string;
  /**
   * One sentence that says what to do.
   *
   * @default the fix of the reason in the contract
   */
  readonly fix?: string | undefined;
  /** Items of the same call that were delivered before. */
  readonly delivered?: number;
}

export function notSent<Reason extends string>(
  { api }: Pick<Contract, 'api'>,
  reasons: Readonly<Record<Reason, WireReason>>,
  { reason, what, fix = reasons[reason].fix, delivered = 0 }: NotSent<Reason>,
): PushError {
  return new PushError({
    message: `${api}: not sent, because ${what} (${reason}). ${fix}${sentBefore(delivered)}`,
    api,
    reason,
    local: true,
    status: undefined,
    retryable: false,
    aboutItem: false,
    retryAfterMs: undefined,
    fix,
    response: undefined,
    requestId: undefined,
    delivered,
  });
}

/** Returns the fix for an item that exceeds the limit of a request by itself; `undefined` for other requests. */
export function fixOfOne(limits: Limits, reason: string, items: number): string | undefined {
  const isOneOfMany = limits.itemPointer !== null && items === 1;
  if (!isOneOfMany || reason !== limits.bodyTooLarge) return undefined;
  return 'This one item is too large by itself. Shorten its strings.';
}

/** Describes which limit is exceeded, and by how much. */
export function excess(
  limits: Limits,
  reason: string,
  { items, bytes }: { readonly items: number; readonly bytes: number },
): string {
  if (reason === limits.bodyTooLarge) {
    return `the body has ${bytes} bytes, and the limit is ${limits.maxBodyBytes}`;
  }
  if (reason === limits.tooManyItems)
    return `${items} items are more than the ${limits.maxItems} of one request`;
  return 'there is nothing to send';
}
