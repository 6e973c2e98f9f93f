/** Stops a run early, on a signal or for another cause. Reading ends, and requests in flight get time to finish. */
import { CommandFailure, EXIT, type ExitCode } from '../failure.ts';
import { EXIT_OF_SIGNAL, onSignals, type Signal } from '../signals.ts';

/**
 * Why a run stopped.
 * - `interrupted`: the user stopped it
 * - `credentials`: they were refused, as they would be for every event
 * - `address`: the API is not at this address
 * - `no-response`: events could not be delivered before the retry deadline, or something other than the service responded
 * - `strict`: an event was rejected in strict mode
 * - `input`: the input cannot be read
 * - `output`: the checkpoint or the file of rejected events cannot be written
 */
export type StopCause =
  | 'interrupted'
  | 'credentials'
  | 'address'
  | 'no-response'
  | 'strict'
  | 'input'
  | 'output';

export interface Stop {
  readonly cause: StopCause | undefined;
  /** The error that stopped the run, if there is one. */
  readonly error: Error | undefined;
  /** Resolves when the run is stopped. */
  readonly stopped: Promise<void>;
  /** Aborted when the run must not wait for requests in flight. */
  readonly immediate: AbortSignal;
  /** Stops the run. Only the first call has an effect. */
  stop(cause: StopCause, error?: Error): void;
  stopImmediately(cause: StopCause, error?: Error, interruptedCode?: ExitCode): void;
  /** Exit code of an interrupted run. */
  readonly interruptedCode: ExitCode;
  /** Discards an interruption, because everything was already done. */
  ignoreInterruption(): void;
}

export function createStop(): Stop {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const immediate = new AbortController();
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
    immediate: immediate.signal,
    stop,
    stopImmediately(cause, error, code = EXIT.interrupted) {
      stop(cause, error);
      interruptedCode = code;
      immediate.abort();
    },
    ignoreInterruption() {
      if (first?.cause === 'interrupted') first = undefined;
    },
  };
}

/** Milliseconds after a second signal in which the ledger can still be printed. */
const EXIT_DELAY_MS = 250;

/**
 * Stops the run on the first signal, with exit code 130. A second signal, or one after a stop, exits immediately.
 * Returns a function that removes the signal handlers.
 */
function stopOnSignals(stop: Stop, onFirst: () => void): () => void {
  const exitNow = (signal: Signal) => {
    const exitCode = EXIT_OF_SIGNAL[signal];
    stop.stopImmediately('interrupted', undefined, exitCode);
    setTimeout(() => process.exit(exitCode), EXIT_DELAY_MS).unref();
  };
  return onSignals({
    first(signal) {
      if (stop.cause) return exitNow(signal);
      stop.stop('interrupted');
      onFirst();
    },
    again: exitNow,
  });
}

export interface Interruption {
  readonly stop: Stop;
  /**
   * Runs a task that ends by itself when it is stopped and reports its own results. Any other work is abandoned.
   *
   * @param onFirst Called on the first signal.
   */
  during(task: () => Promise<void>, onFirst: () => void): Promise<void>;
}

/** Runs a command that the first signal ends with exit code 130. */
export async function interruptible(command: (interruption: Interruption) => Promise<void>): Promise<void> {
  const stop = createStop();
  const abandoned = Promise.withResolvers<never>();
  const abandon = () =>
    abandoned.reject(
      new CommandFailure(EXIT.interrupted, 'interrupted: the events in flight may have been delivered'),
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
