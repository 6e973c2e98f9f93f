/**
 * Keeps below the rate limits of a target whose counts cannot be reset: what they refuse would hide what is asked. As it knows
 * what was sent, it also knows when a limit refuses too early.
 */
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import { rateLimitsOf } from '../contract/contract.ts';
import { CannotEstablish } from '../target/target.ts';

export interface PaceOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** The part of each limit that is used, above 0 and at most 1. @default the whole */
  readonly share?: number | undefined;
  /** How long the whole run may wait, in milliseconds. @default 10 minutes */
  readonly patienceMs?: number | undefined;
  /** Called before it waits. */
  readonly onWait?: ((ms: number, limit: RateLimit) => void) | undefined;
}

/** Whether requests are counted in a scope of the limits. */
export type IsCounted = (scope: string) => boolean;

export interface Pace {
  /** Waits until the operation takes one more request, and counts it. Throws {@link CannotEstablish} where that takes too long. */
  before(entry: OperationEntry, isCounted?: IsCounted): Promise<void>;
  /** Waits until a limit has let go of all requests. */
  clear(entry: OperationEntry, limit: RateLimit): Promise<void>;
  /** Counts a request that does not wait. */
  note(entry: OperationEntry, isCounted?: IsCounted): void;
  /** Notes that the newest request was answered: until then the target may not have counted it. */
  answered(): void;
  /** How many requests the limit counts at this moment. */
  counted(entry: OperationEntry, limit: RateLimit): number;
  /** Whether all that the limit counts was sent by this run: others may have sent before it began. */
  isOwn(limit: RateLimit): boolean;
  /** Notes that a limit has refused too early, and says whether it is the first time. */
  isFirstEarly(limit: RateLimit): boolean;
}

const PATIENCE_MS = 600_000;

/** Requests do not all take the same time to arrive: a window is waited for a fiftieth longer, and at least that long. */
const LEAST_MARGIN_MS = 200;

export function createPace({ now, sleep, share = 1, patienceMs = PATIENCE_MS, onWait }: PaceOptions): Pace {
  const startedMs = now();
  const sentAt = new Map<string, number[]>();
  const early = new Set<string>();
  let newest: readonly number[][] = [];
  let waitedMs = 0;
  const sentIn = (entry: OperationEntry, scope: string) => {
    const key = `${entry.operationId} ${scope}`;
    const instants = sentAt.get(key) ?? [];
    sentAt.set(key, instants);
    return instants;
  };
  const wait = async (ms: number, limit: RateLimit) => {
    if (ms <= 0) return;
    if (waitedMs + ms > patienceMs)
      throw new CannotEstablish(
        `${limit.reason} lets ${limit.requests} requests in ${limit.windowSeconds} s pass, and the run waits no longer than ${patienceMs / 1000} s`,
      );
    waitedMs += ms;
    onWait?.(ms, limit);
    await sleep(ms);
  };
  const note = (entry: OperationEntry, isCounted: IsCounted = () => true) => {
    const scopes = new Set(rateLimitsOf(entry).map(({ scope }) => scope));
    newest = [...scopes].filter(isCounted).map((scope) => sentIn(entry, scope));
    for (const instants of newest) instants.push(now());
  };
  return {
    note,
    answered() {
      for (const instants of newest) instants.splice(-1, 1, now());
    },
    async before(entry, isCounted = () => true) {
      for (const limit of rateLimitsOf(entry).filter(({ scope }) => isCounted(scope))) {
        const oldest = sentIn(entry, limit.scope).at(-Math.max(1, Math.floor(limit.requests * share)));
        if (oldest !== undefined) await wait(oldest + spanMs(limit) - now(), limit);
      }
      note(entry, isCounted);
    },
    async clear(entry, limit) {
      const newest = sentIn(entry, limit.scope).at(-1) ?? startedMs;
      await wait(newest + spanMs(limit) - now(), limit);
    },
    counted(entry, { scope, windowSeconds }) {
      return sentIn(entry, scope).filter((instant) => instant > now() - windowSeconds * 1000).length;
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
  return windowSeconds * 1000 + Math.max(LEAST_MARGIN_MS, windowSeconds * 20);
}
