/** Keeps requests below rate limits, without knowing when they arrive or what clock the service has. */
import type { RateLimit } from '../channel.ts';
import type { Sleep } from './timers.ts';

export interface Pacer {
  /** Waits for the turn of the next request. Resolves to what has to be called when the request is over; at once after the signal. */
  turn(signal: AbortSignal): Promise<() => void>;
  /** No turns for so many milliseconds: the service has said that it is too much. */
  pause(ms: number): void;
}

interface PacerOptions {
  readonly limits: readonly RateLimit[];
  /** The part of each limit that is used, above 0 and at most 1. */
  readonly share: number;
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** For what clocks differ in speed while they are being set, and for their steps: 0.1 % of the window, at least 2 ms. */
const guardMs = (windowMs: number) => Math.max(2, windowMs / 1000);

interface Window {
  readonly requests: number;
  readonly windowMs: number;
  /** When requests ended, the oldest first. */
  readonly ends: number[];
}

/**
 * The part of the fastest round trip that every request is taken to travel, there and back. All of it would be right if that
 * one was the fastest on both ways; half of it leaves room for a way that gets shorter.
 */
const SURE_PART = 0.5;

/**
 * A request arrives at some moment between its sending and its answer. So one that is sent a window after the answer of the
 * n-th before it cannot be one too many, in a sliding window as in a fixed one, however long either of them travels. It may
 * be sent as much earlier as both of them travel for sure.
 */
export function createPacer({ limits, share, now, sleep }: PacerOptions): Pacer {
  const windows = limits.map(({ requests, windowSeconds }): Window => {
    const used = requests * share;
    // Less than one in a window is one in a longer window.
    const windowMs = (windowSeconds * 1000) / Math.min(1, used);
    return {
      requests: Math.max(1, Math.floor(used)),
      windowMs: windowMs + guardMs(windowMs),
      ends: [],
    };
  });
  let underWay = 0;
  let fastestMs = Number.POSITIVE_INFINITY;
  let pausedUntil = 0;
  let wake: (() => void) | undefined;
  let last = Promise.resolve();

  /** In milliseconds; undefined, a request has to end first. */
  const waitFor = (window: Window): number | undefined => {
    const { ends, windowMs, requests } = window;
    const outside = (end: number) => end + windowMs - SURE_PART * fastestMs - now();
    while (ends[0] !== undefined && outside(ends[0]) <= 0) ends.shift();
    if (underWay + ends.length < requests) return 0;
    return ends[0] === undefined ? undefined : outside(ends[0]);
  };

  const over = (sent: number) => {
    underWay--;
    fastestMs = Math.min(fastestMs, now() - sent);
    for (const { ends } of windows) ends.push(now());
    wake?.();
  };

  const wait = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const waits = [pausedUntil - now(), ...windows.map(waitFor)];
      const known = waits.filter((ms) => ms !== undefined);
      if (known.length === waits.length && known.every((ms) => ms <= 0)) return;
      if (known.length === waits.length) await sleep(Math.max(...known), signal);
      else await ending(signal);
    }
  };

  const ending = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      wake = done;
      signal.addEventListener('abort', done);
    });

  return {
    turn(signal) {
      // One after the other, in the order in which they asked.
      const mine = last.then(() => wait(signal));
      last = mine;
      return mine.then(() => {
        underWay++;
        const sent = now();
        let isOver = false;
        return () => {
          if (!isOver) over(sent);
          isOver = true;
        };
      });
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}
