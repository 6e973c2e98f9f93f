/** Computes the data of the plots from verdicts. */
import { type Outcome, outcomes, type Verdict } from '../admin/types.ts';

/** The counts of one period. */
export interface Bucket {
  /** Start in milliseconds since the epoch. */
  from: number;
  counts: Record<Outcome, number>;
}

/** Lengths of buckets that are easy to read, in seconds. */
const STEPS = [1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400];

/** Counts verdicts by arrival time, oldest first, in at max `max` buckets of equal length. */
export function bucketsOf(verdicts: readonly Verdict[], max: number): { seconds: number; buckets: Bucket[] } {
  const times = verdicts.map(({ receivedAt }) => Date.parse(receivedAt));
  if (times.length === 0) return { seconds: 1, buckets: [] };
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const spans = (step: number) => Math.floor(last / (step * 1000)) - Math.floor(first / (step * 1000)) + 1;
  const seconds = STEPS.find((step) => spans(step) <= max) ?? Math.ceil((last - first) / 1000 / (max - 1));
  const start = Math.floor(first / (seconds * 1000));
  const buckets = Array.from(
    { length: Math.min(spans(seconds), max) },
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

/** Returns the number of requests in a bucket. */
export function total({ counts }: Bucket): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** A value at a time in milliseconds since the epoch. */
export interface Point {
  at: number;
  value: number;
}

/** Returns the number of requests in the window that ends with each request. Oldest first, and only the newest `max`. */
export function windowCounts(verdicts: readonly Verdict[], windowSeconds: number, max: number): Point[] {
  const times = verdicts.map(({ receivedAt }) => Date.parse(receivedAt)).sort((a, b) => a - b);
  let from = 0;
  const points = times.map((at, index) => {
    while ((times[from] ?? at) <= at - windowSeconds * 1000) from += 1;
    return { at, value: index - from + 1 };
  });
  return points.slice(-max);
}

/** Returns the number of items in each request. Oldest first, and only the newest `max`. */
export function itemCounts(verdicts: readonly Verdict[], max: number): Point[] {
  return verdicts
    .slice(0, max)
    .map(({ receivedAt, items, itemCount }) => ({
      at: Date.parse(receivedAt),
      value: itemCount ?? items.length,
    }))
    .reverse();
}
