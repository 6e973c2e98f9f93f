/** Ends `send` when the user interrupts it, whatever it is doing. */
import { CommandFailure, EXIT } from '../failure.ts';
import { createStop, type Stop, stopOnSignals } from './bulk/stop.ts';

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
