/** Computes the wait before a request is sent again. */

export interface RetryRules {
  /** The first wait in milliseconds. It doubles with each failure. */
  readonly baseMs: number;
  readonly maxMs: number;
  readonly random: () => number;
}

/** Returns the wait in milliseconds. Half of it is random, so that senders that fail together do not retry together. */
export function backOffMs(failures: number, { baseMs, maxMs, random }: RetryRules): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (failures - 1));
  return Math.round(ceiling * (0.5 + random() / 2));
}
