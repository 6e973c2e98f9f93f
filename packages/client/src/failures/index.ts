/** The error messages, the mask and the failure policy. Loaded when a request fails, so that clients stay small. */
import type { ApiName } from '@pushspec/contract';
import type { WireReason } from '@pushspec/contract/reasons';
import { type Contract, parsedJson } from '../contract.ts';
import type { PushError, TransportError } from '../errors.ts';
import { type CreatePolicy, createFailurePolicy } from '../reporter/failure-policy.ts';
import type { WireResponse } from '../transport.ts';
import { createMask, type Secrets } from './mask.ts';
import { noResponse } from './no-response.ts';
import { excess, fixOfOne, type NotSent, notSent } from './not-sent.ts';
import { refused } from './refused.ts';

export interface FailuresOptions<V extends ApiName, Body, Reason extends string> {
  readonly contract: Contract<V, Body, Reason>;
  readonly reasons: Readonly<Record<Reason, WireReason>>;
  /** Values that must not appear in an error. */
  readonly secrets: Secrets;
  /** Origin of the service. */
  readonly origin: string;
  readonly timeoutMs: number;
}

/** The size of a request. */
export interface Extent {
  readonly items: number;
  readonly bytes: number;
  /** Number of items of the same call that were delivered before. */
  readonly delivered: number;
}

export interface Failures<Reason extends string = string> {
  readonly createFailurePolicy: CreatePolicy;
  /** Creates the error of a request that is refused before sending. */
  notSent(refusal: NotSent<Reason>): PushError;
  /** Creates the error of a request that exceeds a limit of the contract. */
  overLimit(reason: Reason, extent: Extent): PushError;
  /** Creates the error of a request without a response. */
  noResponse(error: unknown, sent: { readonly hasLeft: boolean; readonly delivered: number }): TransportError;
  /** Returns the body of a response without secrets. */
  masked(text: string): string;
  /** Creates the error of a response that does not report success. */
  refused(response: WireResponse, extent: Pick<Extent, 'delivered'>): PushError | TransportError;
}

export function createFailures<V extends ApiName, Body, Reason extends string>(
  options: FailuresOptions<V, Body, Reason>,
): Failures<Reason> {
  const { contract, reasons, secrets, origin, timeoutMs } = options;
  const { api, limits } = contract;
  const mask = createMask(secrets);
  return {
    createFailurePolicy,
    notSent: (refusal) => notSent(contract, reasons, refusal),
    overLimit: (reason, { delivered, ...extent }) =>
      notSent(contract, reasons, {
        ...{ reason, what: excess(limits, reason, extent), delivered },
        fix: fixOfOne(limits, reason, extent.items),
      }),
    masked(text) {
      const content = parsedJson(text);
      return content === undefined ? mask.text(text) : JSON.stringify(mask.json(content));
    },
    noResponse: (error, sent) => noResponse({ error, api, origin, timeoutMs, mask, ...sent }),
    refused: (response, { delivered }) => refused({ contract, reasons, response, delivered, origin, mask }),
  };
}
