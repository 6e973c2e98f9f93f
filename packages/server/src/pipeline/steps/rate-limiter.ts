/** Implements the rate limits that the contracts describe. */
import type { RateLimit } from '@pushspec/contract';

/** Counts one request of `key` at `nowMs`. Returns `false` if the limit is exceeded. */
export type Take = (key: string, nowMs: number) => boolean;

/** Creates a limiter with a separate count for each key. */
export function createRateLimiter(limit: RateLimit): Take {
  switch (limit.algorithm) {
    case 'fixed':
      return fixedWindow(limit);
    case 'sliding':
      return slidingWindow(limit);
    case 'token-bucket':
      return tokenBucket(limit);
  }
}

/** Counts in windows that begin at multiples of their length. */
function fixedWindow({ requests, windowSeconds }: RateLimit): Take {
  const counts = new Map<string, { window: number; count: number }>();
  return (key, nowMs) => {
    const window = Math.floor(nowMs / (windowSeconds * 1000));
    const current = counts.get(key);
    const count = current?.window === window ? current.count : 0;
    if (count >= requests) return false;
    counts.set(key, { window, count: count + 1 });
    return true;
  };
}

/** Allows at most `requests` in any period of the window's length. */
function slidingWindow({ requests, windowSeconds }: RateLimit): Take {
  // A ring buffer of the times of the last accepted requests. The oldest one decides.
  const rings = new Map<string, { times: Float64Array; next: number }>();
  return (key, nowMs) => {
    let ring = rings.get(key);
    if (!ring) {
      ring = { times: new Float64Array(requests).fill(Number.NEGATIVE_INFINITY), next: 0 };
      rings.set(key, ring);
    }
    const oldest = ring.times[ring.next] as number;
    // A time in the future was recorded before the clock was set back.
    if (oldest <= nowMs && nowMs - oldest < windowSeconds * 1000) return false;
    ring.times[ring.next] = nowMs;
    ring.next = (ring.next + 1) % requests;
    return true;
  };
}

/** Takes tokens from a bucket that refills evenly up to `burst`. */
function tokenBucket({ requests, windowSeconds, burst = requests }: RateLimit): Take {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (key, nowMs) => {
    const kept = buckets.get(key);
    // A bucket with a time in the future was filled before the clock was set back.
    const bucket = kept && kept.atMs <= nowMs ? kept : { tokens: burst, atMs: nowMs };
    const filled = ((nowMs - bucket.atMs) * requests) / (windowSeconds * 1000);
    const tokens = Math.min(burst, bucket.tokens + filled);
    const taken = tokens >= 1;
    buckets.set(key, { tokens: taken ? tokens - 1 : tokens, atMs: nowMs });
    return taken;
  };
}
