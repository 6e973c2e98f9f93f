/** Passes the pace of a client from one process to the next, so that both together stay within the rate limits. */
import { channelOf, type RateLimit } from '../channel.ts';
import { trafficOf } from './outbox.ts';
import type { Traffic } from './pacer.ts';
import { monotonicNow, type Sleep, sleep } from './timers.ts';

/**
 * How long ago the requests of another process ended, in milliseconds. `unknown` stands for as many as the limits
 * allow, just now.
 */
export type EarlierRequests = readonly number[] | 'unknown';

/** The requests of a client that count towards its rate limits. */
export interface ClientPace {
  /** The rate limits that apply to this client, all at once. */
  readonly rateLimits: readonly RateLimit[];
  /** Maximum number of events in a request; 1 if the API has no batches, `Infinity` if only the size counts. */
  readonly maxItems: number;
  /** Maximum number of requests in flight by default. */
  readonly concurrency: number;
  /** Whether some events must arrive in the order in which they were pushed. */
  readonly keepsOrder: boolean;
  /**
   * Returns how long ago the requests that still count ended, in milliseconds, oldest first. Read it after the last
   * reporter of the client was closed, and pass it to the process that takes over.
   */
  recent(): number[];
  /**
   * Counts requests that another process sent with the same credentials. `unknown` assumes as many as the limits allow, just
   * now, so that the next request waits for the longest window.
   */
  assume(earlier: EarlierRequests): void;
}

/**
 * Returns the pace of a client, which all of its reporters share.
 *
 * @param clock The `now` and `sleep` of the client's reporters, if they have custom ones
 * @throws TypeError if `client` is not a client of this package
 * @example
 * paceOf(client).assume('unknown'); // another process has just crashed
 */
export function paceOf(
  client: object,
  clock: { readonly now?: () => number; readonly sleep?: Sleep } = {},
): ClientPace {
  const channel = channelOf(client);
  const traffic = trafficOf(channel, { now: clock.now ?? monotonicNow, sleep: clock.sleep ?? sleep });
  const { rateLimits, maxItems, concurrency, keepsOrder } = channel;
  return {
    ...{ rateLimits, maxItems, concurrency, keepsOrder },
    recent: () => recentRequests(traffic),
    assume: (earlier) => assumeRequests(traffic, earlier),
  };
}

export function recentRequests({ windows, now }: Traffic): number[] {
  const lists = windows.map(({ ends, outside }) =>
    ends.filter((end) => outside(end) > 0).map((end) => now() - end),
  );
  // The longest window contains the requests of the others.
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

export function assumeRequests({ windows, now }: Traffic, earlier: EarlierRequests): void {
  const at = now();
  for (const { ends, most } of windows) {
    const agesMs = earlier === 'unknown' ? new Array<number>(most).fill(0) : earlier;
    ends.push(...agesMs.map((ageMs) => at - ageMs));
    ends.sort((one, other) => one - other);
  }
}
