/** Formats results as text: skips with their reasons, failures in groups, then the counts. */
import type { Contract } from '../contract/contract.ts';
import type { Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { type FailureGroup, failureGroups } from './failure-groups.ts';
import { countCases, countsText, oneLine, type ReportedCase, reportedCases } from './reported-case.ts';
import { skipReason } from './skip-advice.ts';

/** Options of {@link textReport}. */
export interface TextReportOptions {
  readonly sequences?: readonly SequenceResult[];
  /** Contracts, needed to find a cause that many failures share. */
  readonly contracts?: readonly Contract[];
  /** Lines above the failures, such as the coverage. */
  readonly notes?: readonly string[];
}

/** Maximum number of lines per list. The other formats are complete. */
const MAX_LINES = 5;

/** Maximum number of groups. The largest are shown. */
const MAX_GROUPS = 25;

/** Formats a summary as lines for a terminal. The last line has the counts. */
export function textReport(summary: Summary, options: TextReportOptions = {}): string {
  const { sequences = [], contracts = [], notes = [] } = options;
  const cases = reportedCases(summary, sequences);
  const groups = failureGroups(cases, contracts);
  const hidden = groups.slice(MAX_GROUPS).flatMap((group) => group.cases);
  return [
    ...skipLines(cases),
    ...notes,
    ...groups.slice(0, MAX_GROUPS).flatMap(groupLines),
    ...(hidden.length > 0
      ? [`FAIL ${hidden.length} more in other ways; --html, --junit and --json list all`]
      : []),
    countLine(summary, cases),
  ].join('\n');
}

/** Returns a line for each cause, with the number of cases and how to enable them. */
function skipLines(cases: readonly ReportedCase[]): string[] {
  const reasons = cases.filter(({ outcome }) => outcome === 'skipped').map((one) => skipReason(one.because));
  const groups = [...Map.groupBy(reasons, ({ cause }) => cause).values()];
  return groups
    .sort((a, b) => b.length - a.length)
    .map((list) => {
      const { cause = '', advice } = list[0] ?? {};
      const enable = advice === undefined ? '' : `. To run ${list.length === 1 ? 'it' : 'them'}, ${advice}`;
      return `SKIP ${list.length}: ${cause}${enable}`;
    });
}

function groupLines({ problems, hint, cases }: FailureGroup): string[] {
  const [first = '', ...others] = problems;
  return [
    `FAIL ${cases.length}: ${first}`,
    ...atMost(
      others.map((problem) => `  and ${problem}`),
      (more) => `  and ${more} more differences`,
    ),
    ...(hint === undefined ? [] : [`  HINT: ${hint}`]),
    ...atMost(
      cases.map((one) => `  - ${caseText(one)}`),
      (more) => `  - and ${more} more; --html, --junit and --json list all`,
    ),
  ];
}

/** Returns the first lines and the number of the rest. */
function atMost(lines: readonly string[], rest: (more: number) => string): string[] {
  const more = lines.length - MAX_LINES;
  return more > 1 ? [...lines.slice(0, MAX_LINES), rest(more)] : [...lines];
}

function caseText({ name, file, result, repeat }: ReportedCase): string {
  const isWritten = result !== undefined && !('aims' in result.scenario);
  return oneLine(isWritten ? file : name) + (repeat === undefined ? '' : ` (${repeat.with})`);
}

function countLine({ results, verdictsUnchecked }: Summary, cases: readonly ReportedCase[]): string {
  const { target = '', profile = '' } = results[0] ?? {};
  const unchecked = verdictsUnchecked === 0 ? '' : `; ${verdictsUnchecked} passed without a verdict to check`;
  return `${target} (${profile}): ${countsText(countCases(cases))}${unchecked}`;
}
