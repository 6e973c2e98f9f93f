/** Limits the request rate of each sender. */

export interface Rate {
  requests: number;
  windowMs: number;
  algorithm: 'sliding' | 'token-bucket';
}

/** Counts of each sender. Services that share a limit share them. */
export interface RateCounts {
  /** Times of accepted requests, by sender. */
  readonly accepted: Map<string, number[]>;
  readonly buckets: Map<string, { level: number; atMs: number }>;
}

export const rateCounts = (): RateCounts => ({ accepted: new Map(), buckets: new Map() });

/** Returns a function that counts a request and returns whether the limit allows it. Refused requests use up nothing. */
export function rateCounter(
  rate: () => Rate,
  { accepted, buckets }: RateCounts = rateCounts(),
): (sender: string, nowMs: number) => boolean {
  return (sender, nowMs) => {
    const { requests, windowMs, algorithm } = rate();
    if (algorithm === 'token-bucket') {
      const bucket = buckets.get(sender) ?? { level: requests, atMs: nowMs };
      const level = Math.min(requests, bucket.level + ((nowMs - bucket.atMs) * requests) / windowMs);
      const fits = level >= 1;
      buckets.set(sender, { level: fits ? level - 1 : level, atMs: nowMs });
      return fits;
    }
    const recent = (accepted.get(sender) ?? []).filter((timestamp) => timestamp > nowMs - windowMs);
    const fits = recent.length < requests;
    if (fits) recent.push(nowMs);
    accepted.set(sender, recent);
    return fits;
  };
}
