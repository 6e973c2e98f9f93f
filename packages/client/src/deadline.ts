/** The end of a call that takes too long or is no longer wanted. */

/** Calls back after so many milliseconds, unless the function it returns is called before. */
export type StartTimer = (callback: () => void, ms: number) => () => void;

const startTimer: StartTimer = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

interface DeadlineOptions {
  /** In milliseconds; 0 is without limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly startTimer?: StartTimer | undefined;
}

/** A failure that the deadline has caused, as opposed to one of the network. */
export class Ended {
  readonly kind: 'timeout' | 'aborted';
  readonly cause: unknown;

  constructor(kind: 'timeout' | 'aborted', cause: unknown) {
    this.kind = kind;
    this.cause = cause;
  }
}

/**
 * Runs a task with a signal that ends with the time-out or with the caller's signal, and rejects with `Ended` when it does:
 * at once, also where the task does not listen to its signal.
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
  const onAbort = () => end(new Ended('aborted', signal?.reason));
  signal?.addEventListener('abort', onAbort, { once: true });
  const stopTimer =
    timeoutMs === 0
      ? undefined
      : start(
          () =>
            end(new Ended('timeout', new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'))),
          timeoutMs,
        );
  try {
    return await Promise.race([task(controller.signal), over]);
  } finally {
    stopTimer?.();
    signal?.removeEventListener('abort', onAbort);
  }
}
