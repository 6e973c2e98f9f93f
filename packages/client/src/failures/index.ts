/**
 * All that is needed when something goes wrong: the texts, the mask and the vendor's reasons. It is loaded apart from the
 * client, which stays small for all the requests that go well.
 */
import type { Vendor } from '@pushspec/contract';
import type { WireReason } from '@pushspec/contract/reasons';
import type { Contract } from '../contract.ts';
import type { PushError, TransportError } from '../errors.ts';
import type { WireAnswer } from '../http.ts';
import { createMask, type Secrets } from './mask.ts';
import { noAnswer } from './no-answer.ts';
import { excess, type NotSent, notSent } from './not-sent.ts';
import { refused } from './refused.ts';

export interface FailuresOptions<V extends Vendor, Body, Reason extends string> {
  readonly contract: Contract<V, Body, Reason>;
  readonly reasons: Readonly<Record<Reason, WireReason>>;
  /** What must not be seen in an error. */
  readonly secrets: Secrets;
  /** Where the requests go. */
  readonly origin: string;
  readonly timeoutMs: number;
}

/** What was to be sent, in numbers. */
export interface Extent {
  readonly items: number;
  readonly bytes: number;
  /** Items of the same call that were delivered before. */
  readonly delivered: number;
}

export interface Failures<Reason extends string = string> {
  /** What is refused before sending, for whatever cause. */
  notSent(refusal: NotSent<Reason>): PushError;
  /** What breaks a limit of the contract. */
  overLimit(reason: Reason, extent: Extent): PushError;
  noAnswer(error: unknown, delivered: number): TransportError;
  /** An answer that is no acceptance. */
  refused(answer: WireAnswer, extent: Pick<Extent, 'delivered'>): PushError | TransportError;
}

export function createFailures<V extends Vendor, Body, Reason extends string>(
  options: FailuresOptions<V, Body, Reason>,
): Failures<Reason> {
  const { contract, reasons, secrets, origin, timeoutMs } = options;
  const { vendor, limits } = contract;
  const mask = createMask(secrets);
  return {
    notSent: (refusal) => notSent(contract, reasons, refusal),
    overLimit: (reason, { delivered, ...extent }) =>
      notSent(contract, reasons, { reason, what: excess(limits, reason, extent), delivered }),
    noAnswer: (error, delivered) => noAnswer({ error, vendor, origin, timeoutMs, delivered, mask }),
    refused: (answer, { delivered }) => refused({ contract, reasons, answer, delivered, origin, mask }),
  };
}
