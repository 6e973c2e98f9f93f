/** Results for programs: one JSON document for each scenario, and one with the counts at the end. */
import type { Result, Summary } from '../run/run.ts';

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

export function summaryLine({ passed, failed, skipped, verdictsUnchecked }: Summary): string {
  return JSON.stringify({ summary: { passed, failed, skipped, verdictsUnchecked } });
}
