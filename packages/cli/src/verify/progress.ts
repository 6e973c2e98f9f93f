/** Shows the progress of a run as one line on a terminal, and nothing elsewhere. */
import type { Result } from '@pushspec/conformance';
import { startProgress } from '../bulk/progress.ts';
import type { Streams } from '../streams.ts';

export interface RunProgress {
  /** Sets the number of cases, and whether sequences of requests follow. */
  start(cases: number, options?: { readonly hasSequences: boolean }): void;
  result(result: Result): void;
  /** Writes a separate line. */
  note(message: string): void;
  end(): void;
}

/** @param sharesStdout Whether results are printed to stdout during the run. */
export function runProgress({ stdout, stderr }: Streams, sharesStdout: boolean): RunProgress {
  const isShown =
    stderr.isTTY === true && process.env.TERM !== 'dumb' && !(sharesStdout && stdout.isTTY === true);
  let line = 'preparing the cases';
  let [total, done, failed, skipped] = [0, 0, 0, 0];
  let sequencesFollow = false;
  const progress = startProgress({ stderr, isShown, line: () => line });
  return {
    start(cases, { hasSequences } = { hasSequences: false }) {
      total = cases;
      sequencesFollow = hasSequences;
    },
    result({ scenario, outcome }) {
      done += 1;
      if (outcome === 'failed') failed += 1;
      if (outcome === 'skipped') skipped += 1;
      line = `${scenario.api}: ${done} of ${total} cases, ${failed} failed, ${skipped} skipped`;
      if (sequencesFollow && done === total) line += '; running sequences of requests';
    },
    note: progress.note,
    end: progress.end,
  };
}
