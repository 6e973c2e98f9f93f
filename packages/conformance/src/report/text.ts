/** Results for people: what was skipped and why, then the failures in groups, then the counts. */
import type { Contract } from '../contract/contract.ts';
import type { Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { type FailureGroup, failureGroups } from './failure-groups.ts';
import { countCases, countsText, oneLine, type ReportedCase, reportedCases } from './reported-case.ts';
import { skipReason } from './skip-advice.ts';

export interface TextReportOptions {
  readonly sequences?: readonly SequenceResult[];
  /** Name the cause that many failures share. */
  readonly contracts?: readonly Contract[];
  /** Lines above the failures, such as the coverage. */
  readonly notes?: readonly string[];
}

/** Lines of a list. The other formats have all of it. */
const MOST_SHOWN = 5;

/** Groups that are shown, the largest ones. */
const MOST_GROUPS = 25;

export function textReport(summary: Summary, options: TextReportOptions = {}): string {
  const { sequences = [], contracts = [], notes = [] } = options;
  const cases = reportedCases(summary, sequences);
  const groups = failureGroups(cases, contracts);
  const hidden = groups.slice(MOST_GROUPS).flatMap((group) => group.cases);
  return [
    ...skipLines(cases),
    ...notes,
    ...groups.slice(0, MOST_GROUPS).flatMap(groupLines),
    ...(hidden.length > 0
      ? [`FAIL ${hidden.length} more, in other ways; --html, --junit and --json name all`]
      : []),
    countLine(summary, cases),
  ].join('\n');
}

/** A line for each cause, with the number of cases and what would enable them. */
function skipLines(cases: readonly ReportedCase[]): string[] {
  const reasons = cases.filter(({ outcome }) => outcome === 'skipped').map((one) => skipReason(one.because));
  const groups = [...Map.groupBy(reasons, ({ cause }) => cause).values()];
  return groups
    .sort((a, b) => b.length - a.length)
    .map((list) => {
      const { cause = '', advice } = list[0] ?? {};
      const enable = advice === undefined ? '' : `. To play ${list.length === 1 ? 'it' : 'them'}, ${advice}`;
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
      (more) => `  - and ${more} more; --html, --junit and --json name all`,
    ),
  ];
}

/** The first lines, and how many more there are. */
function atMost(lines: readonly string[], rest: (more: number) => string): string[] {
  const more = lines.length - MOST_SHOWN;
  return more > 1 ? [...lines.slice(0, MOST_SHOWN), rest(more)] : [...lines];
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
