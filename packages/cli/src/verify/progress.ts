/** Shows how far a run is: one line on a terminal, nothing elsewhere. */
import type { Result } from '@pushspec/conformance';
import { startProgress } from '../bulk/progress.ts';
import type { Streams } from '../streams.ts';

export interface RunProgress {
  /** The number of cases is known, and whether sequences of requests follow them. */
  start(cases: number, options?: { readonly hasSequences: boolean }): void;
  result(result: Result): void;
  /** Writes a line of its own. */
  note(text: string): void;
  end(): void;
}

/** @param sharesStdout Whether lines of the results go to the same terminal while the run goes on. */
export function runProgress({ stdout, stderr }: Streams, sharesStdout: boolean): RunProgress {
  const isShown =
    stderr.isTTY === true && process.env.TERM !== 'dumb' && !(sharesStdout && stdout.isTTY === true);
  let line = 'preparing the cases';
  let [total, done, failed, skipped] = [0, 0, 0, 0];
  let isWhole = false;
  const progress = startProgress({ stderr, isShown, line: () => line });
  return {
    start(cases, { hasSequences } = { hasSequences: false }) {
      total = cases;
      isWhole = hasSequences;
    },
    result({ scenario, outcome }) {
      done += 1;
      if (outcome === 'failed') failed += 1;
      if (outcome === 'skipped') skipped += 1;
      line = `${scenario.vendor}: ${done} of ${total} cases, ${failed} failed, ${skipped} skipped`;
      if (isWhole && done === total) line += '; playing sequences of requests';
    },
    note: progress.note,
    end: progress.end,
  };
}
