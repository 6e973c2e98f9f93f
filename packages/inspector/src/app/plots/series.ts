/** What the plots show, computed from verdicts. */
import { type Outcome, outcomes, type Verdict } from '../admin/types.ts';

export interface Bucket {
  /** Milliseconds since 1970. */
  from: number;
  counts: Record<Outcome, number>;
}

/** Steps that a reader can make sense of, in seconds. */
const STEPS = [1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400];

/** Verdicts by the time of their receipt, oldest first, in at most `most` buckets of one length. */
export function bucketsOf(
  verdicts: readonly Verdict[],
  most: number,
): { seconds: number; buckets: Bucket[] } {
  const times = verdicts.map(({ receivedAt }) => Date.parse(receivedAt));
  if (times.length === 0) return { seconds: 1, buckets: [] };
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const spans = (step: number) => Math.floor(last / (step * 1000)) - Math.floor(first / (step * 1000)) + 1;
  const seconds = STEPS.find((step) => spans(step) <= most) ?? Math.ceil((last - first) / 1000 / (most - 1));
  const start = Math.floor(first / (seconds * 1000));
  const buckets = Array.from(
    { length: Math.min(spans(seconds), most) },
    (_, index): Bucket => ({
      from: (start + index) * seconds * 1000,
      counts: { accepted: 0, rejected: 0, ignored: 0 },
    }),
  );
  for (const [index, { outcome }] of verdicts.entries()) {
    const bucket = buckets[Math.floor((times[index] ?? 0) / (seconds * 1000)) - start];
    if (bucket) bucket.counts[outcome] += 1;
  }
  return { seconds, buckets };
}

export function total({ counts }: Bucket): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}

export interface Point {
  at: number;
  value: number;
}

/** For each request, how many have arrived in the window that ends with it; oldest first, the newest `most`. */
export function windowCounts(verdicts: readonly Verdict[], windowSeconds: number, most: number): Point[] {
  const times = verdicts.map(({ receivedAt }) => Date.parse(receivedAt)).sort((a, b) => a - b);
  let from = 0;
  const points = times.map((at, index) => {
    while ((times[from] ?? at) <= at - windowSeconds * 1000) from += 1;
    return { at, value: index - from + 1 };
  });
  return points.slice(-most);
}

/** Items of each request, oldest first, the newest `most`. */
export function itemCounts(verdicts: readonly Verdict[], most: number): Point[] {
  return verdicts
    .slice(0, most)
    .map(({ receivedAt, items, itemCount }) => ({
      at: Date.parse(receivedAt),
      value: itemCount ?? items.length,
    }))
    .reverse();
}
