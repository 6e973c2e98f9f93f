/** Ends a run early, by a signal or for another cause: it reads nothing more, and requests under way get some time. */
import { CommandFailure, EXIT, type ExitCode } from '../failure.ts';
import { EXIT_OF_SIGNAL, onSignals, type Signal } from '../signals.ts';

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
  stopAtOnce(cause: StopCause, error?: Error, interruptedCode?: ExitCode): void;
  /** Exit code of a run that the user has interrupted. */
  readonly interruptedCode: ExitCode;
  /** All was done when it was to be interrupted. */
  tooLate(): void;
}

export function createStop(): Stop {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const atOnce = new AbortController();
  let first: { readonly cause: StopCause; readonly error: Error | undefined } | undefined;
  let interruptedCode: ExitCode = EXIT.interrupted;
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
    get interruptedCode() {
      return interruptedCode;
    },
    stopped,
    atOnce: atOnce.signal,
    stop,
    stopAtOnce(cause, error, code = EXIT.interrupted) {
      stop(cause, error);
      interruptedCode = code;
      atOnce.abort();
    },
    tooLate() {
      if (first?.cause === 'interrupted') first = undefined;
    },
  };
}

/** Milliseconds after a second signal in which the ledger may still be printed. */
const AT_ONCE_MS = 250;

/**
 * The first signal stops the run, and so its exit code is 130. The second one, or one after it was stopped, ends it at once.
 * Returns the function that gives the signals back.
 */
function stopOnSignals(stop: Stop, onFirst: () => void): () => void {
  const endAtOnce = (signal: Signal) => {
    const exitCode = EXIT_OF_SIGNAL[signal];
    stop.stopAtOnce('interrupted', undefined, exitCode);
    setTimeout(() => process.exit(exitCode), AT_ONCE_MS).unref();
  };
  return onSignals({
    first(signal) {
      if (stop.cause) return endAtOnce(signal);
      stop.stop('interrupted');
      onFirst();
    },
    again: endAtOnce,
  });
}

export interface Interruption {
  readonly stop: Stop;
  /**
   * Runs a task that ends on its own when it is stopped, and accounts for what it did. Every other task is abandoned.
   *
   * @param onFirst Called for the first signal.
   */
  during(task: () => Promise<void>, onFirst: () => void): Promise<void>;
}

/** Runs a command. The first signal ends it with exit code 130. */
export async function interruptible(command: (interruption: Interruption) => Promise<void>): Promise<void> {
  const stop = createStop();
  const abandoned = Promise.withResolvers<never>();
  const abandon = () =>
    abandoned.reject(
      new CommandFailure(EXIT.interrupted, 'interrupted: what was being sent may have arrived'),
    );
  let onFirst = abandon;
  const release = stopOnSignals(stop, () => onFirst());
  const interruption: Interruption = {
    stop,
    async during(task, onFirstOfTask) {
      if (stop.cause === 'interrupted') return abandoned.promise;
      onFirst = onFirstOfTask;
      await task();
      release();
    },
  };
  try {
    await Promise.race([command(interruption), abandoned.promise]);
  } finally {
    release();
  }
}
