/** Combines scenarios, generated cases and sequences into the cases of a report. */
import type { Problem } from '../run/match.ts';
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';

/** A scenario, generated case or sequence in a report. */
export interface ReportedCase {
  readonly name: string;
  /** The name with a one-sentence summary of the case. */
  readonly title: string;
  /** File and, for a generated case, JSON pointer of the rule. Empty for a sequence. */
  readonly file: string;
  /** The API whose contract it checks, or `undefined` for a sequence that involves several. */
  readonly api: string | undefined;
  readonly outcome: Result['outcome'];
  /** Why it was skipped. */
  readonly because: string;
  readonly problems: readonly Problem[];
  /** How to repeat a failed sequence: the fast-check seed and path, and its steps. */
  readonly repeat?: { readonly with: string; readonly steps: string };
  /** `undefined` for a sequence. */
  readonly result?: Result;
}

/** Number of cases by outcome. */
export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Returns the cases of a report: scenarios first, then sequences. */
export function reportedCases(
  { results }: Pick<Summary, 'results'>,
  sequences: readonly SequenceResult[] = [],
): ReportedCase[] {
  return [...results.map(ofResult), ...sequences.map(ofSequence)];
}

function ofResult(result: Result): ReportedCase {
  const { scenario, outcome, because = '', problems } = result;
  const { id, file, api, summary } = scenario;
  // The summary of a generated case repeats its name.
  const title = 'aims' in scenario ? `${id}: ${scenario.reason}` : `${id}: ${summary}`;
  return { name: id, title, file, api, outcome, because, problems, result };
}

function ofSequence(result: SequenceResult): ReportedCase {
  const { name, outcome, because = '', divergence } = result;
  // The name of a sequence for one API starts with that API.
  const api = result.api ?? /^([\w-]+): /.exec(name)?.[1];
  const what = divergence ? `step ${divergence.step}: ${divergence.problem.what}` : 'sequence';
  const { expected, got } = divergence?.problem ?? {
    expected: 'the same outcome each time',
    got: 'different outcomes',
  };
  return {
    ...{ name, title: name, file: '', api, outcome, because },
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

/** Counts cases by outcome. */
export function countCases(cases: readonly ReportedCase[]): CaseCounts {
  const count = (outcome: Result['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** Formats the counts, the same way in every report. */
export function countsText({ passed, failed, skipped }: CaseCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Formats a problem as one line. */
export function problemText({ what, expected, got }: Problem): string {
  return `${what}: expected ${expected}, got ${got}`;
}

/** Joins the lines of a string. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
