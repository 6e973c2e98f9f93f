/** The budget of all retries, and whether a failed request may have arrived. */
import { isTransportError, type PushError, type TransportError } from '../errors.ts';

/**
 * Returns whether the service may have accepted the request, so that a retry can create a duplicate. A gateway that responds
 * with 4xx has not forwarded it.
 */
export function mayHaveTaken(error: PushError | TransportError): boolean {
  const { status = 0 } = error;
  return isTransportError(error) ? error.mayHaveArrived && !(status >= 400 && status < 500) : status >= 500;
}

/** The shared budget of all retries, which keeps them from making an outage worse. */
export interface RetryQuota {
  /** Returns the time until the budget allows another retry, in milliseconds. */
  waitMs(error: PushError | TransportError): number;
  /** Takes the cost of a retry from the budget and returns it. */
  take(error: PushError | TransportError): number;
  /** Returns the cost of the last retry of an accepted request to the budget. The first request costs nothing. */
  refund(cost: number): void;
}

const CAPACITY = 500;
const COST = 5;
/** A retry after a time-out costs more, because it kept the service busy for longer. */
const TIMEOUT_COST = 10;
/** Allows one retry per second even in a long outage, so that waiting events are delivered when it ends. */
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
      // The budget may become negative, so that the next retry waits behind this one.
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
