/** The cases of a report: scenarios, generated cases and sequences, counted together in every format. */
import type { Problem } from '../run/match.ts';
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';

export interface ReportedCase {
  readonly name: string;
  /** The name with a sentence that says what the case is about. */
  readonly title: string;
  /** File and, for a generated case, JSON pointer of the rule; empty for a sequence. */
  readonly file: string;
  /** The API whose contract it checks; undefined for a sequence that concerns several. */
  readonly vendor: string | undefined;
  readonly outcome: Result['outcome'];
  /** Why it was skipped. */
  readonly because: string;
  readonly problems: readonly Problem[];
  /** How a failed sequence is repeated: what fast-check draws it with, and its steps. */
  readonly repeat?: { readonly with: string; readonly steps: string };
  /** Undefined for a sequence. */
  readonly result?: Result;
}

export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function reportedCases(
  { results }: Pick<Summary, 'results'>,
  sequences: readonly SequenceResult[] = [],
): ReportedCase[] {
  return [...results.map(ofResult), ...sequences.map(ofSequence)];
}

function ofResult(result: Result): ReportedCase {
  const { scenario, outcome, because = '', problems } = result;
  const { id, file, vendor, summary } = scenario;
  // The summary of a generated case repeats its name.
  const title = 'aims' in scenario ? `${id}: ${scenario.reason}` : `${id}: ${summary}`;
  return { name: id, title, file, vendor, outcome, because, problems, result };
}

function ofSequence(result: SequenceResult): ReportedCase {
  const { name, outcome, because = '', divergence } = result;
  // The name of a sequence that concerns one API begins with it.
  const vendor = result.vendor ?? /^([\w-]+): /.exec(name)?.[1];
  const what = divergence ? `step ${divergence.step}: ${divergence.problem.what}` : 'sequence';
  const { expected, got } = divergence?.problem ?? {
    expected: 'the same outcome each time',
    got: 'different outcomes',
  };
  return {
    ...{ name, title: name, file: '', vendor, outcome, because },
    problems: outcome === 'failed' ? [{ what, expected, got }] : [],
    ...(outcome === 'failed' && { repeat: repetition(result) }),
  };
}

function repetition({ seed, path, counterexample }: SequenceResult): NonNullable<ReportedCase['repeat']> {
  return {
    with: `seed ${seed}${path === undefined ? '' : `, path ${path}`}`,
    steps: counterexample === undefined ? '' : JSON.stringify(counterexample),
  };
}

export function countCases(cases: readonly ReportedCase[]): CaseCounts {
  const count = (outcome: Result['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** The counts in the words that every format uses. */
export function countsText({ passed, failed, skipped }: CaseCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function problemText({ what, expected, got }: Problem): string {
  return `${what}: expected ${expected}, got ${got}`;
}

/** Puts a string of several lines on one. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
