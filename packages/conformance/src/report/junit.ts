/** Results as JUnit XML, which build servers show: a suite for each vendor, a test case for each scenario. */
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { escapeMarkup } from './escape-markup.ts';
import { sequenceText } from './sequence-text.ts';

interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly file: string;
  readonly outcome: Result['outcome'];
  /** Why it was skipped, or in what it differs. */
  readonly message: string;
}

/**
 * A whole document. It has no times: a scenario takes what its target takes.
 * `notes` are what the run says beside its cases, such as the coverage, or the assumptions that a real endpoint has confirmed: they are the output of the first suite.
 */
export function junitReport(
  summary: Summary,
  sequences: readonly SequenceResult[] = [],
  notes: readonly string[] = [],
): string {
  const cases = [...summary.results.map(scenarioCase), ...sequences.map(sequenceCase)];
  const suites = [...Map.groupBy(cases, ({ suite }) => suite)].map(
    ([suite, list], index) =>
      `  <testsuite name="${escapeMarkup(suite)}" ${countsOf(list)}>\n${list.map(element).join('\n')}\n${index === 0 ? output(notes) : ''}  </testsuite>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="pushspec verify" ${countsOf(cases)}>\n${suites.join('\n')}\n</testsuites>\n`
  );
}

function scenarioCase({ scenario, target, profile, outcome, because = '', problems }: Result): TestCase {
  const differences = problems.map(({ what, expected, got }) => `${what}: expected ${expected}, got ${got}`);
  return {
    suite: `${scenario.vendor} (${target}, ${profile})`,
    name: `${scenario.id}: ${scenario.summary}`,
    file: scenario.file,
    outcome,
    message: outcome === 'skipped' ? because : differences.join('\n'),
  };
}

function sequenceCase(result: SequenceResult): TestCase {
  const message = result.outcome === 'skipped' ? (result.because ?? '') : sequenceText([result]);
  return { suite: 'sequences', name: result.name, file: '', outcome: result.outcome, message };
}

function countsOf(cases: readonly TestCase[]): string {
  const count = (outcome: Result['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
}

function output(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `    <system-out>${escapeMarkup(notes.join('\n'))}</system-out>\n`;
}

function element({ suite, name, file, outcome, message }: TestCase): string {
  const attributes = [
    `name="${escapeMarkup(name)}"`,
    `classname="${escapeMarkup(suite)}"`,
    ...(file ? [`file="${escapeMarkup(file)}"`] : []),
  ];
  const start = `    <testcase ${attributes.join(' ')}`;
  if (outcome === 'passed') return `${start}/>`;
  const text = escapeMarkup(message);
  const child =
    outcome === 'skipped'
      ? `<skipped message="${text}"/>`
      : `<failure message="${escapeMarkup(message.split('\n', 1)[0] ?? '')}">${text}</failure>`;
  return `${start}>${child}</testcase>`;
}
