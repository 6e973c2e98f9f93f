/** Measures how much of the contracts a target has shown, and why the rest is missing. */
import { type Contract, operationFacts } from '../contract/contract.ts';
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { createObserver } from './observer.ts';
import { createPlan } from './plan.ts';

/** Options of {@link coverageOf}. */
export interface CoverageOptions {
  readonly summary: Summary;
  /** Only contracts of the summary's profile are used. */
  readonly contracts: readonly Contract[];
  /** Absent if none ran. */
  readonly sequences?: readonly SequenceResult[];
  /** Explains a known difference, or returns `undefined` for an unexpected failure. */
  readonly known?: (result: Result) => string | undefined;
}

/** An item that was not shown. */
export interface Missing {
  readonly api: string;
  /** `pushEvent 401 rate-limited-key`, or the JSON pointer of a rule and one side of it. */
  readonly item: string;
  /** Why the target could not show it, or `undefined` for a gap. */
  readonly because?: string;
}

/** Number of items. */
export interface Counts {
  readonly shown: number;
  /** Items that the target can show, without those that are missing for a reason. */
  readonly expressible: number;
  readonly total: number;
}

/** The coverage of the contract of one API. */
export interface ApiCoverage {
  readonly api: string;
  /** Operation × status × reason. */
  readonly behaviors: Counts;
  /** Rule × side. */
  readonly rules: Counts;
}

/** The coverage of a run. */
export interface Coverage {
  readonly target: string;
  readonly profile: string;
  /** Percentage of the total that was shown, rounded down to a tenth. Below 100 if any case failed or was skipped. */
  readonly percent: number;
  /** Whether every case ran and passed. */
  readonly isComplete: boolean;
  readonly counts: Counts;
  readonly apis: readonly ApiCoverage[];
  readonly missing: readonly Missing[];
}

/** Measures the coverage of a run. A failed case shows nothing and leaves a gap. */
export async function coverageOf(options: CoverageOptions): Promise<Coverage> {
  const { summary, contracts } = options;
  const { target = '', profile = '' } = summary.results[0] ?? {};
  const parts = await Promise.all(
    contracts
      .filter((contract) => contract.profile === profile)
      .map((contract) => ofContract(contract, options)),
  );
  const counts = sum(parts.flatMap(({ coverage }) => [coverage.behaviors, coverage.rules]));
  const played = [...summary.results, ...(options.sequences ?? [])];
  const isComplete = played.every(({ outcome }) => outcome === 'passed');
  return {
    target,
    profile,
    percent: percentOf(counts, isComplete),
    isComplete,
    counts,
    apis: parts.map(({ coverage }) => coverage),
    missing: parts.flatMap(({ missing }) => missing),
  };
}

/** Returns the percentage, below 100 for an incomplete run even if other cases show what a failed one would have. */
function percentOf({ shown, total }: Counts, isComplete: boolean): number {
  const percent = Math.floor((shown / Math.max(1, total)) * 1000) / 10;
  return isComplete ? percent : Math.min(percent, 99.9);
}

async function ofContract(contract: Contract, { summary, sequences, known }: CoverageOptions) {
  const { api } = contract;
  const results = summary.results.filter(({ scenario }) => scenario.api === api);
  const own = sequences?.filter((sequence) => sequence.api === api);
  const shown = new Set([...results, ...(own ?? [])].flatMap(({ shows }) => shows));
  const { items } = await createObserver(contract);
  const open = items.filter((item) => !shown.has(item));
  const because =
    open.length === 0 ? () => undefined : await causes(contract, { results, sequences: own, known });
  const missing = open.map((item): Missing => {
    const cause = because(item);
    return { api, item, ...(cause !== undefined && { because: cause }) };
  });
  const count = (isOf: (item: string) => boolean): Counts => ({
    shown: items.filter((item) => isOf(item) && shown.has(item)).length,
    total: items.filter(isOf).length,
    expressible:
      items.filter(isOf).length - missing.filter(({ item, because }) => isOf(item) && because).length,
  });
  const isRule = (item: string) => item.startsWith('/');
  const coverage: ApiCoverage = {
    api,
    behaviors: count((item) => !isRule(item)),
    rules: count(isRule),
  };
  return { coverage, missing };
}

const NO_RECORD = 'it reports no verdict on a request';
const ASKED = 'it responds this way only on request';
const NO_SEQUENCES = 'no sequences of requests were run';

interface Played {
  readonly results: readonly Result[];
  readonly sequences: readonly SequenceResult[] | undefined;
  readonly known: CoverageOptions['known'];
}

/** Maps items that were not shown to the reason their cases were not played. */
async function causes(
  contract: Contract,
  { results, sequences, known }: Played,
): Promise<(item: string) => string | undefined> {
  const plan = await createPlan(contract);
  const found = new Map<string, string | undefined>();
  for (const result of results) {
    const cause = result.outcome === 'failed' ? known?.(result) : causeOf(result);
    for (const item of plan(result.scenario)) {
      // A failed case leaves a gap, even if other cases for the item were skipped.
      if (!found.has(item) || (result.outcome === 'failed' && cause === undefined)) found.set(item, cause);
    }
  }
  const ofSequences = sequences
    ? sequences.find(({ outcome }) => outcome === 'skipped')?.because
    : NO_SEQUENCES;
  const rates = [...contract.operations.values()].flatMap(
    (entry) => operationFacts(contract, entry).limits.rates,
  );
  const isOfRate = (item: string) => rates.some(({ pointer }) => item.startsWith(`${pointer}/`));
  return (item) => (found.has(item) ? found.get(item) : isOfRate(item) ? ofSequences : undefined);
}

function causeOf({ outcome, because, verdictChecked, isResponseRequested }: Result): string | undefined {
  if (outcome === 'skipped') return because;
  if (isResponseRequested) return ASKED;
  return verdictChecked ? undefined : NO_RECORD;
}

function sum(counts: readonly Counts[]): Counts {
  const total = (name: keyof Counts) => counts.reduce((whole, part) => whole + part[name], 0);
  return { shown: total('shown'), expressible: total('expressible'), total: total('total') };
}
