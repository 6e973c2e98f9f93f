/** Rate limits as the contracts describe them. */
import type { RateLimit } from '@pushspec/contract';

/** Takes one request of `key` at `nowMs`; false when the limit is used up. */
export type Take = (key: string, nowMs: number) => boolean;

/** A limiter with a count of its own for every key. */
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

/** Windows that begin at multiples of their length. */
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

/** No span of the window's length holds more than the allowed requests. */
function slidingWindow({ requests, windowSeconds }: RateLimit): Take {
  // A ring of the last admitted instants: the oldest one decides.
  const rings = new Map<string, { instants: Float64Array; next: number }>();
  return (key, nowMs) => {
    let ring = rings.get(key);
    if (!ring) {
      ring = { instants: new Float64Array(requests).fill(Number.NEGATIVE_INFINITY), next: 0 };
      rings.set(key, ring);
    }
    const oldest = ring.instants[ring.next] as number;
    // An instant that has not come yet was counted before the clock was set back.
    if (oldest <= nowMs && nowMs - oldest < windowSeconds * 1000) return false;
    ring.instants[ring.next] = nowMs;
    ring.next = (ring.next + 1) % requests;
    return true;
  };
}

/** A bucket that fills evenly and holds `burst` requests. */
function tokenBucket({ requests, windowSeconds, burst = requests }: RateLimit): Take {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (key, nowMs) => {
    const kept = buckets.get(key);
    // A bucket from an instant that has not come yet was filled before the clock was set back.
    const bucket = kept && kept.atMs <= nowMs ? kept : { tokens: burst, atMs: nowMs };
    const filled = ((nowMs - bucket.atMs) * requests) / (windowSeconds * 1000);
    const tokens = Math.min(burst, bucket.tokens + filled);
    const taken = tokens >= 1;
    buckets.set(key, { tokens: taken ? tokens - 1 : tokens, atMs: nowMs });
    return taken;
  };
}
