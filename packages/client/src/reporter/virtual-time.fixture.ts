/** A clock that stands still until everything that can happen has happened, and then jumps to the next timer. */
import { setImmediate } from 'node:timers/promises';
import type { Sleep } from './timers.ts';

export interface VirtualTime {
  now(): number;
  readonly sleep: Sleep;
  /** Lets time pass until the promise is settled. */
  until<Result>(promise: Promise<Result>): Promise<Result>;
  /** Lets so many milliseconds pass. */
  pass(ms: number): Promise<void>;
}

/** More than the rounds of the event loop that a request through an injected `fetch` takes. */
const ROUNDS = 8;

export function virtualTime(start = Date.UTC(2026, 10, 25, 8, 30)): VirtualTime {
  let time = start;
  const timers = new Set<{ readonly at: number; readonly fire: () => void }>();

  const settled = async () => {
    for (let round = 0; round < ROUNDS; round++) await setImmediate();
  };
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  const fireNext = (latest: number) => {
    const timer = next();
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
    async until(promise) {
      let isSettled = false;
      const done = () => {
        isSettled = true;
      };
      promise.then(done, done);
      for (;;) {
        await settled();
        if (isSettled) return promise;
        if (!fireNext(Number.POSITIVE_INFINITY)) throw new Error('nothing will ever happen any more');
      }
    },
    async pass(ms) {
      const end = time + ms;
      do await settled();
      while (fireNext(end));
      time = end;
      await settled();
    },
  };
}
