/** Keeps below the rate limits of a target whose counts cannot be reset: what they refuse would hide what is asked. */
import type { OperationEntry, RateLimit } from '@pushspec/contract';

export interface PaceOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Waits until the operation takes one more request. */
export type Pace = (entry: OperationEntry) => Promise<void>;

/** Nobody waits a minute for a scenario; the limits with long windows leave room for a whole run. */
const LONGEST_WINDOW_SECONDS = 5;

/** Requests do not all take the same time to arrive. */
const MARGIN = 1.2;

export function createPace({ now, sleep }: PaceOptions): Pace {
  const sentAt = new Map<string, number[]>();
  return async (entry) => {
    const instants = sentAt.get(entry.operationId) ?? [];
    sentAt.set(entry.operationId, instants);
    for (const { requests, windowSeconds } of shortLimits(entry)) {
      const oldest = instants.at(-requests);
      const waitMs = oldest === undefined ? 0 : oldest + windowSeconds * 1000 * MARGIN - now();
      if (waitMs > 0) await sleep(waitMs);
    }
    instants.push(now());
  };
}

function shortLimits({ operation }: OperationEntry): RateLimit[] {
  const limits = (operation['x-rate-limits'] ?? []) as unknown as RateLimit[];
  return limits.filter(({ windowSeconds }) => windowSeconds <= LONGEST_WINDOW_SECONDS);
}
