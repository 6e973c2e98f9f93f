/** A clock for tests: timers fire as soon as all pending work is done, and no real time passes. */
import type { Fetch } from '../options.ts';
import { recorded, signatures } from '../real-time.ts';
import { nextMacrotask, type Sleep } from '../reporter/timers.ts';

export interface VirtualTime {
  /** The current virtual time in milliseconds since 1970. */
  readonly now: () => number;
  /** Waits in virtual time. */
  readonly sleep: Sleep;
  /** Always returns the largest number below 1, so that the random part of each wait is as long as possible. */
  readonly random: () => number;
  /** Advances the time by this many milliseconds, fires all timers up to then, and waits for the work that they start. */
  advance(ms: number): Promise<void>;
  /**
   * Advances the time from timer to timer until the promise settles.
   *
   * @throws Error if the promise is still pending when no timer is left
   */
  until<Result>(promise: Promise<Result>): Promise<Result>;
  /**
   * Wraps a `fetch` that takes real time, such as `server.fetch` of `@pushspec/server`: virtual time does not advance while
   * one of its requests is in flight. The `fetch` itself must not wait in this virtual time.
   */
  pauseDuring(fetch: Fetch): Fetch;
}

/** More event loop turns than a request through an in-memory `fetch` takes. */
const TURNS = 8;

const LARGEST_RANDOM = 1 - Number.EPSILON / 2;

/**
 * Creates a clock for tests. Its `now`, `sleep` and `random` are options of a reporter, so that a test of retries, pauses
 * and deadlines takes no time.
 *
 * @param start Milliseconds since 1970.
 * @example
 * import { createReporter } from '@pushspec/client/reporter';
 * import { createInMemoryGuance, virtualTime } from '@pushspec/client/testing';
 *
 * const time = virtualTime();
 * const guance = createInMemoryGuance({ now: time.now });
 * guance.respond('internal-error');
 * const reporter = createReporter(guance.client, { ...time, retry: { baseMs: 60_000, maxMs: 60_000 } });
 * reporter.push({ status: 'error', title: 'disk full' });
 * await time.until(reporter.flush());
 * const [first, second] = guance.requests.map(({ at }) => at);
 * console.log(second - first); // 60000
 */
export function virtualTime(start = Date.UTC(2026, 10, 25, 8, 30)): VirtualTime {
  let time = start;
  const timers = new Set<{ readonly at: number; readonly fire: () => void }>();
  const inFlight = new Set<Promise<unknown>>();

  const settled = async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      await nextMacrotask();
      if (inFlight.size > 0 || signatures.size > 0) {
        await Promise.allSettled([...inFlight, ...signatures]);
        turn = 0;
      }
    }
  };
  const fireNext = (latest: number): boolean => {
    const [timer] = [...timers].sort((one, other) => one.at - other.at);
    if (!timer || timer.at > latest) return false;
    time = Math.max(time, timer.at);
    timer.fire();
    return true;
  };

  const sleep: Sleep = (ms, signal) =>
    new Promise((resolve) => {
      const timer = {
        at: time + ms,
        fire: () => {
          timers.delete(timer);
          signal?.removeEventListener('abort', timer.fire);
          resolve();
        },
      };
      timers.add(timer);
      signal?.addEventListener('abort', timer.fire);
      if (signal?.aborted) timer.fire();
    });

  return {
    now: () => time,
    sleep,
    random: () => LARGEST_RANDOM,
    async advance(ms) {
      if (!(ms >= 0)) throw new TypeError('`advance` takes a number of milliseconds, at least 0');
      const end = time + ms;
      do await settled();
      while (fireNext(end));
      time = end;
      await settled();
    },
    async until(promise) {
      let isSettled = false;
      const done = () => {
        isSettled = true;
      };
      promise.then(done, done);
      for (;;) {
        await settled();
        if (isSettled) return promise;
        if (!fireNext(Number.POSITIVE_INFINITY)) throw new Error(STUCK);
      }
    },
    pauseDuring: (fetch) => (url, init) => recorded(completed(fetch(url, init)), inFlight),
  };
}

const STUCK =
  'the promise is pending, and no timer of the virtual time is left: wrap a `fetch` that takes real time in `pauseDuring()`, ' +
  'and pass `sleep` to whatever waits';

/** Reads the body before it resolves, as reading takes real time, too. */
async function completed(sent: ReturnType<Fetch>): ReturnType<Fetch> {
  const response = await sent;
  const text = await response.text();
  const { status, ok, headers } = response;
  return { status, ok, headers, body: null, text: async () => text };
}
