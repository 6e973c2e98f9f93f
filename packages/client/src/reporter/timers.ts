/** Timers that do not keep the process alive, and one that only keeps it alive. */

/** Waits for this many milliseconds, or until the signal aborts. It must not reject. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The maximum delay of a timer. */
const MAX_MS = 2 ** 31 - 1;

/** The default clock of a reporter. It is not affected when the clock of the machine is set. */
export const monotonicNow = (): number => performance.now();

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

/** Keeps the process alive until the returned function is called, so that a program can wait for a flush. */
export function keepAlive(): () => void {
  const timer = setInterval(() => {}, MAX_MS);
  return () => clearInterval(timer);
}

/** In some runtimes a timer is a number and does not keep the process alive. */
function unref(timer: unknown): void {
  (timer as { unref?: () => void }).unref?.();
}

// Read when the module loads, so that fake timers of a test do not delay hooks.
const { setImmediate: immediate, setTimeout: timeout } = globalThis as {
  setImmediate?: (task: () => void) => unknown;
  setTimeout: (task: () => void, ms: number) => unknown;
};

/** Jest can install fake timers before it loads a module. They have this property. */
const isFake = 'clock' in (immediate ?? timeout);

/** Runs a task in the next turn of the event loop. */
export function defer(task: () => void): void {
  if (immediate && !isFake) immediate(task);
  else if (globalThis.MessageChannel) post(task);
  else timeout(task, 0);
}

/** A message arrives in a separate turn of the event loop, like a timer of 0 ms, and is never fake. */
function post(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(0);
}

export const nextMacrotask = (): Promise<void> => new Promise(defer);
