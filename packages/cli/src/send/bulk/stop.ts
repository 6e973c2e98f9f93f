/** Ends a run before its time: nothing more is read, and what is under way gets some time. */

/**
 * - `interrupted`: by the user
 * - `credentials`: they are refused, and would be for every event
 * - `address`: the API is not at this address
 * - `no-answer`: events could not be delivered in the time for retries, or something else than the service answers
 * - `strict`: an event is not deliverable, and that was to end it
 * - `input`: it cannot be read any further
 * - `output`: a file of ours cannot be written any more
 */
export type StopCause =
  | 'interrupted'
  | 'credentials'
  | 'address'
  | 'no-answer'
  | 'strict'
  | 'input'
  | 'output';

export interface Stop {
  readonly cause: StopCause | undefined;
  /** The failure that has stopped it, where there is one. */
  readonly error: Error | undefined;
  /** Resolves when it is stopped. */
  readonly stopped: Promise<void>;
  /** Says that not even what is under way is to be waited for. */
  readonly atOnce: AbortSignal;
  /** The first call counts. */
  stop(cause: StopCause, error?: Error): void;
  stopAtOnce(cause: StopCause, error?: Error): void;
  /** All was done when it was to be interrupted. */
  tooLate(): void;
}

export function createStop(): Stop {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const atOnce = new AbortController();
  let first: { readonly cause: StopCause; readonly error: Error | undefined } | undefined;
  const stop = (cause: StopCause, error?: Error) => {
    first ??= { cause, error };
    resolve();
  };
  return {
    get cause() {
      return first?.cause;
    },
    get error() {
      return first?.error;
    },
    stopped,
    atOnce: atOnce.signal,
    stop,
    stopAtOnce(cause, error) {
      stop(cause, error);
      atOnce.abort();
    },
    tooLate() {
      if (first?.cause === 'interrupted') first = undefined;
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal stops the run; the second one, or one after it was stopped, ends it at once. Returns what takes the ears off again. */
export function stopOnSignals(stop: Stop, onFirst: () => void): () => void {
  const heard = () => {
    if (stop.cause) return stop.stopAtOnce('interrupted');
    stop.stop('interrupted');
    onFirst();
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return () => {
    for (const signal of SIGNALS) process.off(signal, heard);
  };
}
