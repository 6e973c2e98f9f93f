/** Waiting without keeping the process alive, and keeping it alive without waiting. */

/** Waits so many milliseconds, or until the signal; it never rejects. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The most that a timer takes. */
const MAX_MS = 2 ** 31 - 1;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, MAX_MS));
    unref(timer);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });

/** Keeps the process alive until the function it returns is called: whoever waits for a flush waits for its end. */
export function keepAlive(): () => void {
  const timer = setInterval(() => {}, MAX_MS);
  return () => clearInterval(timer);
}

/** In some runtimes a timer is a number, and keeps nothing alive. */
function unref(timer: unknown): void {
  (timer as { unref?: () => void }).unref?.();
}
