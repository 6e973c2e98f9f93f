/** Handles the signals that ask a command to end. */
import { EXIT, type ExitCode } from './failure.ts';
import type { OutputEnd, Streams } from './streams.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type Signal = (typeof SIGNALS)[number];

/**
 * Milliseconds in which the same signal counts once. When a signal is sent to the whole process group, npm forwards it
 * too, so it arrives twice.
 */
const ECHO_MS = 60;

export interface SignalListeners {
  first(signal: Signal): void;
  /** Called for every further signal. */
  again(signal: Signal): void;
}

/** Exit codes that a shell reports for a process ended by a signal: 128 plus the signal number. */
export const EXIT_OF_SIGNAL: Readonly<Record<Signal, ExitCode>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
};

/** Handles signals. Returns a function that removes the handlers. */
export function onSignals({ first, again }: SignalListeners): () => void {
  let last: { signal: Signal; at: number } | undefined;
  const echoMs = process.env.npm_lifecycle_event === undefined ? 0 : ECHO_MS;
  const onSignal = (signal: Signal) => {
    const at = performance.now();
    if (last?.signal === signal && at - last.at < echoMs) return;
    const isFirst = last === undefined;
    last = { signal, at };
    if (isFirst) first(signal);
    else again(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/**
 * Runs a command until it is stopped. The first signal aborts `stop`, and so does lost data on stdout. A second signal
 * exits immediately.
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
