/** The numbers of a rate limit as messages show them. */
import type { RateLimit } from './config/config.ts';

/** `{limit} {requests} {windowSeconds} {qps}` of a refusal of what comes too fast. */
export function rateParameters({ requests, windowSeconds }: Pick<RateLimit, 'requests' | 'windowSeconds'>) {
  return {
    limit: requests,
    requests,
    windowSeconds,
    // As the receiver of BlueKing prints a rate: a float with six digits.
    qps: (requests / windowSeconds).toFixed(6),
  };
}
