/** Formats the numbers of a rate limit for messages. */
import type { RateLimit } from './config/config.ts';

/** Returns the parameters of the message of a rate limit: `{limit} {requests} {windowSeconds} {qps}`. */
export function rateParameters({ requests, windowSeconds }: Pick<RateLimit, 'requests' | 'windowSeconds'>) {
  return {
    limit: requests,
    requests,
    windowSeconds,
    // The BlueKing receiver prints a rate with six decimals.
    qps: (requests / windowSeconds).toFixed(6),
  };
}
