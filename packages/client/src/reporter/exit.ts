/** Closes a reporter when the process ends. */
import { type CloseOptions, checkedTimeLimit } from './closing.ts';

export interface ExitOptions {
  /**
   * How long closing may take, in milliseconds. Orchestrators often kill a process 10 seconds after SIGTERM.
   *
   * @default 8000
   */
  readonly timeoutMs?: number | undefined;
}

const EXIT_TIMEOUT_MS = 8000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Closes a reporter on SIGTERM, SIGINT and `beforeExit`. Then the signal ends the process, unless the program also listens
 * to it. A second signal ends the process immediately.
 *
 * @returns a function that removes the listeners
 * @throws TypeError if `timeoutMs` is not a number of milliseconds, or if the runtime has no `process.on`
 * @example closeOnExit(reporter);
 */
export function closeOnExit(
  reporter: { close(options: CloseOptions): Promise<unknown> },
  options?: ExitOptions,
): () => void {
  const timeoutMs = checkedTimeLimit(options?.timeoutMs) ?? EXIT_TIMEOUT_MS;
  const { process } = globalThis as { process?: NodeJS.Process };
  if (typeof process?.on !== 'function') {
    throw new TypeError(
      '`closeOnExit` needs `process.on`, which this runtime does not have: call `close()` instead',
    );
  }
  const closed = () => reporter.close({ timeoutMs });
  const onSignal = (signal: NodeJS.Signals) => {
    // Removed at once, so that a second signal ends the process.
    remove();
    // Other listeners decide when the process ends. Counted before they run, because those of `once()` are then gone.
    const isAlone = process.listenerCount(signal) === 0;
    void closed().then(() => {
      if (isAlone) process.kill(process.pid, signal);
    });
  };
  const onBeforeExit = () => void closed();
  const remove = () => {
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    process.removeListener('beforeExit', onBeforeExit);
  };
  for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  process.once('beforeExit', onBeforeExit);
  return remove;
}
