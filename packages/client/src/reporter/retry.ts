/** Whether a request is sent again, and when. */
import { isTransportError, type PushError, type TransportError } from '../errors.ts';

export interface RetryRules {
  /** The first wait, doubled with each further one. */
  readonly baseMs: number;
  readonly maxMs: number;
  readonly random: () => number;
}

/** Statuses of gateways that say "later". @see https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const LATER = [408, 425, 429, 500, 502, 503, 504];

/** Whether the same request may be accepted later. */
export function isRetryable(error: PushError | TransportError): boolean {
  if (!isTransportError(error)) return error.retryable;
  const { kind, status = 0 } = error;
  if (kind !== 'unexpected-answer') return kind !== 'aborted';
  // A success that cannot be read is an answer that was lost on its way.
  return LATER.includes(status) || isSuccess(status);
}

/**
 * Whether the service may have taken what it was sent, so that sending it again can make a duplicate. A gateway whose page
 * blames the request (408, 413, 429) has not passed it on.
 */
export function mayHaveTaken(error: PushError | TransportError): boolean {
  const { status = 0 } = error;
  return isTransportError(error) ? error.mayHaveArrived && !(status >= 400 && status < 500) : status >= 500;
}

/** Half of the wait is left to chance, so that senders that fail together do not come back together. In milliseconds. */
export function backOffMs(
  failures: number,
  { retryAfterMs = 0 }: Pick<PushError, 'retryAfterMs'>,
  { baseMs, maxMs, random }: RetryRules,
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (failures - 1));
  return Math.max(retryAfterMs, Math.round(ceiling * (0.5 + random() / 2)));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** So that an outage is not made worse: all batches together draw on one budget of attempts. */
export interface RetryQuota {
  /** How long it takes until there is what one more attempt costs, in milliseconds. */
  waitMs(error: PushError | TransportError): number;
  /** Takes what one more attempt costs, and says how much that was. */
  take(error: PushError | TransportError): number;
  /** A request was accepted, and gives back what its last attempt has cost; the first attempt costs nothing. */
  refund(cost: number): void;
}

const CAPACITY = 500;
const COST = 5;
/** A time-out has kept the service busy for longer. */
const TIMEOUT_COST = 10;
/** Even in a long outage there is an attempt every second: what waits is to be delivered when it ends. */
const REFILL_PER_SECOND = 5;

export function createRetryQuota(now: () => number): RetryQuota {
  let tokens = CAPACITY;
  let filledAt = now();
  return {
    waitMs(error) {
      const time = now();
      tokens = Math.min(CAPACITY, tokens + ((time - filledAt) / 1000) * REFILL_PER_SECOND);
      filledAt = time;
      return Math.max(0, Math.ceil(((costOf(error) - tokens) / REFILL_PER_SECOND) * 1000));
    },
    take(error) {
      // What is not there yet is taken all the same: whoever comes next waits behind it.
      tokens -= costOf(error);
      return costOf(error);
    },
    refund(cost) {
      tokens = Math.min(CAPACITY, tokens + Math.max(1, cost));
    },
  };
}

const costOf = (error: PushError | TransportError) =>
  isTransportError(error) && error.kind === 'timeout' ? TIMEOUT_COST : COST;
