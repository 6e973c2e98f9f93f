/**
 * Paces requests below the rate limits of a target whose counts cannot be reset, since refusals would hide other results. It
 * also detects limits that refuse too early.
 */
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import { rateLimitsOf } from '../contract/contract.ts';
import { PreconditionError } from '../target/target.ts';

export interface PaceOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** The fraction of each limit to use, above 0 and at most 1. @default 1 */
  readonly share?: number | undefined;
  /** Maximum total wait in milliseconds. @default 10 minutes */
  readonly maxWaitMs?: number | undefined;
  /** Called before each wait. */
  readonly onWait?: ((ms: number, limit: RateLimit) => void) | undefined;
}

/** Reports whether requests count in a scope of the limits. */
export type IsCounted = (scope: string) => boolean;

export interface Pace {
  /** Waits until the operation accepts one more request, and counts it. Rejects with {@link PreconditionError} if that takes too long. */
  before(entry: OperationEntry, isCounted?: IsCounted): Promise<void>;
  /** Waits until a limit counts no requests. */
  clear(limit: RateLimit): Promise<void>;
  /** Counts a request without waiting. */
  note(entry: OperationEntry, isCounted?: IsCounted): void;
  /** Records that the newest request got a response. Until then, the target may not have counted it. */
  responded(): void;
  /** Returns how many requests the limit currently counts. */
  counted(limit: RateLimit): number;
  /** Whether everything the limit counts was sent by this run. Others may have sent requests before it started. */
  isOwn(limit: RateLimit): boolean;
  /** Records that a limit refused too early, and returns whether this is the first time. */
  isFirstEarly(limit: RateLimit): boolean;
}

const MAX_WAIT_MS = 600_000;

/** Minimum extra wait in milliseconds. Request latency varies, so each window is extended by 2 % or at least this long. */
const MIN_MARGIN_MS = 200;

export function createPace({ now, sleep, share = 1, maxWaitMs = MAX_WAIT_MS, onWait }: PaceOptions): Pace {
  const startedMs = now();
  const sentAt = new Map<string, number[]>();
  const early = new Set<string>();
  let newest: readonly number[][] = [];
  let waitedMs = 0;
  // Operations whose limits have the same scope share a counter, even across the APIs of a vendor.
  const sentIn = (scope: string) => {
    const timestamps = sentAt.get(scope) ?? [];
    sentAt.set(scope, timestamps);
    return timestamps;
  };
  const wait = async (ms: number, limit: RateLimit) => {
    if (ms <= 0) return;
    if (waitedMs + ms > maxWaitMs)
      throw new PreconditionError(
        `${limit.reason} allows ${limit.requests} requests in ${limit.windowSeconds} s, and the run waits at most ${maxWaitMs / 1000} s`,
      );
    waitedMs += ms;
    onWait?.(ms, limit);
    await sleep(ms);
  };
  const note = (entry: OperationEntry, isCounted: IsCounted = () => true) => {
    const scopes = new Set(rateLimitsOf(entry).map(({ scope }) => scope));
    newest = [...scopes].filter(isCounted).map(sentIn);
    for (const timestamps of newest) timestamps.push(now());
  };
  return {
    note,
    responded() {
      for (const timestamps of newest) timestamps.splice(-1, 1, now());
    },
    async before(entry, isCounted = () => true) {
      for (const limit of rateLimitsOf(entry).filter(({ scope }) => isCounted(scope))) {
        const oldest = sentIn(limit.scope).at(-Math.max(1, Math.floor(limit.requests * share)));
        if (oldest !== undefined) await wait(oldest + spanMs(limit) - now(), limit);
      }
      note(entry, isCounted);
    },
    async clear(limit) {
      const newest = sentIn(limit.scope).at(-1) ?? startedMs;
      await wait(newest + spanMs(limit) - now(), limit);
    },
    counted({ scope, windowSeconds }) {
      return sentIn(scope).filter((timestamp) => timestamp > now() - windowSeconds * 1000).length;
    },
    isOwn: ({ windowSeconds }) => now() - startedMs > windowSeconds * 1000,
    isFirstEarly({ reason }) {
      const isFirst = !early.has(reason);
      early.add(reason);
      return isFirst;
    },
  };
}

function spanMs({ windowSeconds }: RateLimit): number {
  return windowSeconds * 1000 + Math.max(MIN_MARGIN_MS, windowSeconds * 20);
}
