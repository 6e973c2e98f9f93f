/** Shows how far a run is: one line on a terminal, nothing elsewhere. */
import type { Result } from '@pushspec/conformance';
import { startProgress } from '../send/bulk/progress.ts';
import type { Streams } from '../streams.ts';

export interface RunProgress {
  /** The number of cases is known. */
  start(cases: number): void;
  result(result: Result): void;
  /** The cases are done, and sequences of requests follow. */
  sequences(): void;
  end(): void;
}

/** @param sharesStdout Whether lines of the results go to the same terminal while the run goes on. */
export function runProgress({ stdout, stderr }: Streams, sharesStdout: boolean): RunProgress {
  const isShown =
    stderr.isTTY === true && process.env.TERM !== 'dumb' && !(sharesStdout && stdout.isTTY === true);
  let line = 'preparing the cases';
  let [total, done, failed, skipped] = [0, 0, 0, 0];
  const progress = startProgress({ stderr, isShown, line: () => line });
  return {
    start(cases) {
      total = cases;
    },
    result({ scenario, outcome }) {
      done += 1;
      if (outcome === 'failed') failed += 1;
      if (outcome === 'skipped') skipped += 1;
      line = `${scenario.vendor}: ${done} of ${total} cases, ${failed} failed, ${skipped} skipped`;
    },
    sequences() {
      line = `${done} of ${total} cases, ${failed} failed, ${skipped} skipped; playing sequences of requests`;
    },
    end: () => progress.end(),
  };
}
