/** Limits the request rate of each sender. */

export interface Rate {
  requests: number;
  windowMs: number;
  algorithm: 'sliding' | 'token-bucket';
}

/** Returns a function that counts a request and returns whether the limit allows it. Refused requests use up nothing. */
export function rateCounter(rate: () => Rate): (sender: string, nowMs: number) => boolean {
  const accepted = new Map<string, number[]>();
  const buckets = new Map<string, { level: number; atMs: number }>();
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
