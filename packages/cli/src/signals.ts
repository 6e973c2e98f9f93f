/** What a command does about the signals that ask it to end. */
import { EXIT, type ExitCode } from './failure.ts';
import type { OutputEnd, Streams } from './streams.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type Signal = (typeof SIGNALS)[number];

/**
 * Below npm a signal comes twice when it is sent to the whole process group: npm hands it on as well. In these milliseconds
 * the same signal counts once.
 */
const ECHO_MS = 60;

export interface SignalListeners {
  first(signal: Signal): void;
  /** Called for every further signal. */
  again(signal: Signal): void;
}

/** What a shell reports for a process that a signal has ended: 128 and the number of the signal. */
export const EXIT_OF_SIGNAL: Readonly<Record<Signal, ExitCode>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
};

/** Returns the function that gives the signals back to the system. */
export function onSignals({ first, again }: SignalListeners): () => void {
  let last: { signal: Signal; at: number } | undefined;
  const echoMs = process.env.npm_lifecycle_event === undefined ? 0 : ECHO_MS;
  const heard = (signal: Signal) => {
    const at = performance.now();
    if (last?.signal === signal && at - last.at < echoMs) return;
    const isFirst = last === undefined;
    last = { signal, at };
    if (isFirst) first(signal);
    else again(signal);
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return () => {
    for (const signal of SIGNALS) process.off(signal, heard);
  };
}

/**
 * Runs a command that goes on until it is stopped. The first signal aborts `stop`, and so does stdout when it loses data;
 * a second signal ends the process at once.
 */
export async function untilStopped(
  { stdoutEnd }: Streams,
  command: (stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const release = onSignals({
    first: () => stop.abort(),
    again: (signal) => process.exit(EXIT_OF_SIGNAL[signal]),
  });
  const onEnd = () => {
    if ((stdoutEnd?.reason as OutputEnd) === 'data-lost') stop.abort();
  };
  stdoutEnd?.addEventListener('abort', onEnd);
  try {
    await command(stop.signal);
  } finally {
    stdoutEnd?.removeEventListener('abort', onEnd);
    release();
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
