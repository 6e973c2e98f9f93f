/** Results for programs: one JSON document for each scenario and sequence, and one with the counts at the end. */
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { countCases, reportedCases } from './reported-case.ts';

export function resultLine({
  scenario,
  target,
  profile,
  outcome,
  because,
  problems,
  verdictChecked,
}: Result): string {
  const { id, file, vendor, operation, reason, summary } = scenario;
  return JSON.stringify({
    scenario: id,
    file,
    vendor,
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

export function sequenceLine({ name, shows: _, ...result }: SequenceResult): string {
  return JSON.stringify({ sequence: name, ...result });
}

export function summaryLine(summary: Summary, sequences: readonly SequenceResult[] = []): string {
  const counts = countCases(reportedCases(summary, sequences));
  return JSON.stringify({ summary: { ...counts, verdictsUnchecked: summary.verdictsUnchecked } });
}
