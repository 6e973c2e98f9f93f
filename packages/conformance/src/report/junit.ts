/** Formats results as JUnit XML for CI servers: a suite per API, a test case per scenario and sequence. */
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { escapeMarkup } from './escape-markup.ts';
import { countCases, problemText, type ReportedCase, reportedCases } from './reported-case.ts';

/**
 * Returns a complete document. It contains no times, because they depend on the target.
 * `notes` become the output of the first suite: coverage, hints, or assumptions that a real endpoint confirms.
 */
export function junitReport(
  summary: Summary,
  sequences: readonly SequenceResult[] = [],
  notes: readonly string[] = [],
): string {
  const cases = reportedCases(summary, sequences);
  const suites = [...Map.groupBy(cases, suiteOf)].map(
    ([suite, list], index) =>
      `  <testsuite name="${escapeMarkup(suite)}" ${countsOf(list)}>\n${list.map((one) => element(one, suite)).join('\n')}\n${index === 0 ? output(notes) : ''}  </testsuite>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="pushspec verify" ${countsOf(cases)}>\n${suites.join('\n')}\n</testsuites>\n`
  );
}

function suiteOf({ api, result }: ReportedCase): string {
  return result ? `${api} (${result.target}, ${result.profile})` : 'sequences';
}

function countsOf(cases: readonly ReportedCase[]): string {
  const { failed, skipped } = countCases(cases);
  return `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
}

function output(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `    <system-out>${escapeMarkup(notes.join('\n'))}</system-out>\n`;
}

function element(one: ReportedCase, suite: string): string {
  const attributes = [
    `name="${escapeMarkup(one.title)}"`,
    `classname="${escapeMarkup(suite)}"`,
    ...(one.file ? [`file="${escapeMarkup(one.file)}"`] : []),
  ];
  const start = `    <testcase ${attributes.join(' ')}`;
  return one.outcome === 'passed' ? `${start}/>` : `${start}>${child(one.outcome, one)}</testcase>`;
}

function child(outcome: Result['outcome'], { because, problems, repeat }: ReportedCase): string {
  if (outcome === 'skipped') return `<skipped message="${escapeMarkup(because)}"/>`;
  const [first = '', ...others] = problems.map(problemText);
  const text = [first, ...others, ...(repeat ? [repeat.with, repeat.steps] : [])].join('\n');
  return `<failure message="${escapeMarkup(first)}">${escapeMarkup(text)}</failure>`;
}
