/** The options of `flush()` and `close()`, and how long `close()` waits by default. */
import type { RateLimit } from '../channel.ts';

export interface FlushOptions {
  /**
   * How long to wait, in milliseconds. Events without an outcome by then stay pending.
   *
   * @default Infinity
   */
  readonly timeoutMs?: number | undefined;
}

export interface CloseOptions {
  /**
   * How long closing may take, in milliseconds. Events without an outcome by then are dropped with the cause
   * `close-timeout`. With a spool they stay in it.
   *
   * @default as long as the rate limit requires for the remaining events, at least 30000 and at most 300000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * What happens to events that are in no request. `drop` drops them: those that were in none yet with the cause `closed`,
   * and those that wait for a retry with the cause `close-timeout`. With a spool they stay in it.
   *
   * @default 'send'
   */
  readonly waiting?: 'send' | 'drop' | undefined;
  /**
   * Ends closing earlier: events that are not delivered by then are dropped. Only the signal of the first call counts.
   *
   * @default undefined (only the time ends it)
   * @example signal: secondInterrupt.signal
   */
  readonly signal?: AbortSignal | undefined;
}

/** Checks a time limit. @throws TypeError if it is not a number of milliseconds */
export function checkedTimeLimit(value: number | undefined): number | undefined {
  if (value === undefined || (typeof value === 'number' && value >= 0)) return value;
  throw new TypeError('`timeoutMs` must be a number of milliseconds, at least 0');
}

/** Fills in the defaults. @throws TypeError if an option is invalid */
export function checkedClose(options: CloseOptions | null | undefined): CloseOptions {
  const { timeoutMs, waiting = 'send', signal } = options ?? {};
  if (waiting !== 'send' && waiting !== 'drop') throw new TypeError("`waiting` must be 'send' or 'drop'");
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TypeError('`signal` must be an AbortSignal');
  }
  return { timeoutMs: checkedTimeLimit(timeoutMs), waiting, signal };
}

const LEAST_MS = 30_000;
const MAX_MS = 300_000;
/** Time for the last request. */
const REQUEST_MS = 10_000;

/** Returns how long `close()` waits by default for so many requests, in milliseconds. */
export function closeTimeoutMs(
  requests: number,
  limits: readonly RateLimit[],
  share: number | undefined,
): number {
  const needs = limits.map((limit) => {
    const used = limit.requests * (share ?? Number.POSITIVE_INFINITY);
    // The current window may already be used up.
    const windows = Math.ceil(requests / Math.max(1, Math.floor(used)));
    return (windows * limit.windowSeconds * 1000) / Math.min(1, used);
  });
  return Math.min(MAX_MS, Math.max(LEAST_MS, ...needs.map((ms) => ms + REQUEST_MS)));
}
