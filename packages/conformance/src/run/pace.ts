/** Keeps below the rate limits of a target whose counts cannot be reset: what they refuse would hide what is asked. */
import type { OperationEntry } from '@pushspec/contract';
import { rateLimitsOf } from '../contract/contract.ts';

export interface PaceOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** The part of each limit that is used, above 0 and at most 1. With it long windows are kept, too. @default the whole of those with short windows */
  readonly share?: number | undefined;
}

/** Waits until the operation takes one more request, which is counted in the scopes for which `isCounted` says so. @default all */
export type Pace = (entry: OperationEntry, isCounted?: (scope: string) => boolean) => Promise<void>;

/** Nobody waits a minute for a scenario; the limits with long windows leave room for a whole run. */
const LONGEST_WINDOW_SECONDS = 5;

/** Requests do not all take the same time to arrive. */
const MARGIN = 1.2;

export function createPace({ now, sleep, share }: PaceOptions): Pace {
  const sentAt = new Map<string, number[]>();
  return async (entry, isCounted = () => true) => {
    const limits = rateLimitsOf(entry).filter(({ scope }) => isCounted(scope));
    const counts = limits.map(({ scope }) => {
      const key = `${entry.operationId} ${scope}`;
      const instants = sentAt.get(key) ?? [];
      sentAt.set(key, instants);
      return instants;
    });
    for (const [index, { requests, windowSeconds }] of limits.entries()) {
      if (share === undefined && windowSeconds > LONGEST_WINDOW_SECONDS) continue;
      const oldest = counts[index]?.at(-Math.max(1, Math.floor(requests * (share ?? 1))));
      const waitMs = oldest === undefined ? 0 : oldest + windowSeconds * 1000 * MARGIN - now();
      if (waitMs > 0) await sleep(waitMs);
    }
    for (const instants of new Set(counts)) instants.push(now());
  };
}
