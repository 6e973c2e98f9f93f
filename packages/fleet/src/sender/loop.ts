/** Repeats a task until a signal aborts. */
export interface LoopOptions {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Pause after a failure, in milliseconds. */
const AFTER_ERROR_MS = 250;

/**
 * Repeats a task and waits in between. Resolves after the signal aborts, when the task is not running. Also repeats a
 * task that fails.
 *
 * @param task May resolve to how long to wait, in milliseconds
 */
export async function every(
  ms: number,
  task: () => Promise<unknown>,
  { signal, onError }: LoopOptions,
): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = ms;
    try {
      const result = await task();
      if (typeof result === 'number') pauseMs = result;
    } catch (error) {
      onError(error);
      pauseMs = Math.max(ms, AFTER_ERROR_MS);
    }
    await pause(pauseMs, signal);
  }
}

/** Waits for this many milliseconds, or until the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** Runs a task after all tasks of earlier calls. */
export type Turns = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Creates a function that runs one task at a time. A task that fails does not affect the next one. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
}
