/** Results for people: failures first, one line each, then what was skipped and why, then the counts. */
import type { Result, Summary } from '../run/run.ts';

export function textReport(summary: Summary): string {
  const failures = summary.results.filter(({ outcome }) => outcome === 'failed').flatMap(failureLines);
  const skips = summary.results.filter(({ outcome }) => outcome === 'skipped').map(skipLine);
  return [...failures, ...grouped(skips), countLine(summary)].join('\n');
}

function failureLines({ scenario, target, profile, problems }: Result): string[] {
  return problems.map(
    ({ what, expected, got }) =>
      `FAIL ${scenario.file} (${target}, ${profile}): ${oneLine(`${what}: expected ${expected}, got ${got}`)}`,
  );
}

function skipLine({ scenario, because = '' }: Result): { because: string; name: string } {
  return { because: oneLine(because), name: scenario.id };
}

/** Scenarios that are skipped for the same reason share a line. */
function grouped(skips: readonly { because: string; name: string }[]): string[] {
  const groups = Map.groupBy(skips, ({ because }) => because);
  return [...groups].map(
    ([because, list]) => `SKIP ${list.length}: ${because}: ${list.map(({ name }) => name).join(' ')}`,
  );
}

function countLine({ results, passed, failed, skipped, verdictsUnchecked }: Summary): string {
  const { target = '', profile = '' } = results[0] ?? {};
  const unchecked =
    verdictsUnchecked === 0 ? '' : `; ${verdictsUnchecked} passed without a verdict to look at`;
  return `${target} (${profile}): ${passed} passed, ${failed} failed, ${skipped} skipped${unchecked}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
