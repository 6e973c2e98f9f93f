/** Formats results as JSON lines: one document per scenario and sequence, and a final one with the counts. */
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { countCases, reportedCases } from './reported-case.ts';

/** Formats the result of a scenario as one line of JSON. */
export function resultLine({
  scenario,
  target,
  profile,
  outcome,
  because,
  problems,
  verdictChecked,
}: Result): string {
  const { id, file, api, operation, reason, summary } = scenario;
  return JSON.stringify({
    scenario: id,
    file,
    api,
    profile,
    target,
    operation,
    reason,
    summary,
    outcome,
    ...(because !== undefined && { because }),
    ...(problems.length > 0 && { problems }),
    verdictChecked,
  });
}

/** Formats the result of a sequence as one line of JSON. */
export function sequenceLine({ name, shows: _, ...result }: SequenceResult): string {
  return JSON.stringify({ sequence: name, ...result });
}

/** Formats the counts of a run as one line of JSON. */
export function summaryLine(summary: Summary, sequences: readonly SequenceResult[] = []): string {
  const counts = countCases(reportedCases(summary, sequences));
  return JSON.stringify({ summary: { ...counts, verdictsUnchecked: summary.verdictsUnchecked } });
}
