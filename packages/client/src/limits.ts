/** Refuses before sending what the vendor is known to refuse: nothing at all, too many items, too many bytes. */
import type { Contract } from './contract.ts';
import { PushError, sentBefore } from './errors.ts';

/** @throws PushError with `local: true` */
export function checkCount(contract: Contract, items: number): void {
  const { minItems, tooFewItems, maxItems, tooManyItems } = contract.limits;
  if (tooFewItems !== null && minItems !== null && items < minItems) {
    throw refusedHere(contract, tooFewItems, { what: 'there is nothing to send' });
  }
  if (tooManyItems !== null && maxItems !== null && items > maxItems) {
    throw refusedHere(contract, tooManyItems, {
      what: `${items} items are more than the ${maxItems} of one request`,
    });
  }
}

/** @throws PushError with `local: true` */
export function checkSize(contract: Contract, bytes: number, delivered: number): void {
  const { maxBodyBytes, bodyTooLarge } = contract.limits;
  if (bodyTooLarge !== null && maxBodyBytes !== null && bytes > maxBodyBytes) {
    throw refusedHere(contract, bodyTooLarge, {
      what: `the body has ${bytes} bytes, and the limit is ${maxBodyBytes}`,
      delivered,
    });
  }
}

interface Refusal {
  readonly what: string;
  readonly delivered?: number;
}

/** A refusal before sending, with the reason that the vendor would give. */
export function refusedHere<Reason extends string>(
  { vendor, reasons }: Pick<Contract<Contract['vendor'], unknown, Reason>, 'vendor' | 'reasons'>,
  reason: Reason,
  { what, delivered = 0 }: Refusal,
): PushError {
  const { fix } = reasons[reason];
  return new PushError({
    message: `${vendor}: not sent, as ${what} (${reason}). ${fix}${sentBefore(delivered)}`,
    vendor,
    reason,
    local: true,
    status: undefined,
    retryable: false,
    fix,
    answer: undefined,
    delivered,
  });
}
