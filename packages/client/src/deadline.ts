/** Ends a call at its time-out or by the caller's signal. */

/** Calls back after this many milliseconds, unless the returned function is called before. */
export type StartTimer = (callback: () => void, ms: number) => () => void;

const startTimer: StartTimer = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

interface DeadlineOptions {
  /** In milliseconds; 0 means no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly startTimer?: StartTimer | undefined;
}

/** A failure caused by the deadline instead of the network. */
export class Ended {
  declare readonly kind: 'timeout' | 'aborted';
  declare readonly cause: unknown;

  constructor(kind: 'timeout' | 'aborted', cause: unknown) {
    this.kind = kind;
    this.cause = cause;
  }
}

/**
 * Runs a task with a signal that aborts at the time-out or with the caller's signal. Then rejects with `Ended` immediately,
 * even if the task ignores its signal.
 */
export async function withDeadline<Result>(
  task: (signal: AbortSignal) => Promise<Result>,
  { timeoutMs, signal, startTimer: start = startTimer }: DeadlineOptions,
): Promise<Result> {
  if (signal?.aborted) throw new Ended('aborted', signal.reason);
  const controller = new AbortController();
  let reject: (ended: Ended) => void;
  const over = new Promise<never>((_, rejectOver) => {
    reject = rejectOver;
  });
  const end = (ended: Ended) => {
    reject(ended);
    controller.abort(ended.cause);
  };
  const unwatch = signal && watch(signal, () => end(new Ended('aborted', signal.reason)));
  const stopTimer =
    timeoutMs === 0
      ? undefined
      : start(
          () =>
            end(new Ended('timeout', new DOMException(`no response within ${timeoutMs} ms`, 'TimeoutError'))),
          timeoutMs,
        );
  try {
    return await Promise.race([task(controller.signal), over]);
  } finally {
    stopTimer?.();
    unwatch?.();
  }
}

/** Tasks to run when a signal aborts. All calls share one listener, because Node 20 reports a leak from the eleventh on. */
const watched = new WeakMap<
  AbortSignal,
  { readonly tasks: Set<() => void>; readonly listener: () => void }
>();

/** Runs a task when a signal aborts. Returns a function that cancels it. */
function watch(signal: AbortSignal, task: () => void): () => void {
  const { tasks, listener } = watched.get(signal) ?? startWatching(signal);
  tasks.add(task);
  return () => {
    if (!tasks.delete(task) || tasks.size > 0) return;
    signal.removeEventListener('abort', listener);
    watched.delete(signal);
  };
}

function startWatching(signal: AbortSignal) {
  const tasks = new Set<() => void>();
  const listener = () => {
    for (const run of tasks) run();
  };
  const watching = { tasks, listener };
  watched.set(signal, watching);
  signal.addEventListener('abort', listener);
  return watching;
}
