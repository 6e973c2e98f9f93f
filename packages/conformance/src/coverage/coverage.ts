/** How much of the contracts a target has shown, as one number, and why the rest was not. */
import { type Contract, operationFacts } from '../contract/contract.ts';
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { createObserver } from './observer.ts';
import { createPlan } from './plan.ts';

export interface CoverageOptions {
  readonly summary: Summary;
  /** Those of the summary's profile are used. */
  readonly contracts: readonly Contract[];
  /** Absent where none were played. */
  readonly sequences?: readonly SequenceResult[];
  /** Why a failure is a known difference; undefined where it is not. */
  readonly known?: (result: Result) => string | undefined;
}

/** An item that was not shown. */
export interface Missing {
  readonly vendor: string;
  /** `pushEvent 401 rate-limited-key`, or the JSON pointer of a rule and one side of it. */
  readonly item: string;
  /** Why the target could not show it; undefined for a gap. */
  readonly because?: string;
}

export interface Counts {
  readonly shown: number;
  /** What the target could be brought to show: without what is missing for a reason. */
  readonly expressible: number;
  readonly total: number;
}

export interface VendorCoverage {
  readonly vendor: string;
  /** Operation × status × reason. */
  readonly behaviours: Counts;
  /** Rule × side. */
  readonly rules: Counts;
}

export interface Coverage {
  readonly target: string;
  readonly profile: string;
  /** Shown of the total, in percent, rounded down to a tenth. Below 100 if any case failed or was skipped. */
  readonly percent: number;
  /** Whether every case was played and passed. */
  readonly isComplete: boolean;
  readonly counts: Counts;
  readonly vendors: readonly VendorCoverage[];
  readonly missing: readonly Missing[];
}

/** Reads the coverage of a run. What has failed shows nothing, and is a gap. */
export async function coverageOf(options: CoverageOptions): Promise<Coverage> {
  const { summary, contracts } = options;
  const { target = '', profile = '' } = summary.results[0] ?? {};
  const parts = await Promise.all(
    contracts
      .filter((contract) => contract.profile === profile)
      .map((contract) => ofContract(contract, options)),
  );
  const counts = sum(parts.flatMap(({ coverage }) => [coverage.behaviours, coverage.rules]));
  const played = [...summary.results, ...(options.sequences ?? [])];
  const isComplete = played.every(({ outcome }) => outcome === 'passed');
  return {
    target,
    profile,
    percent: percentOf(counts, isComplete),
    isComplete,
    counts,
    vendors: parts.map(({ coverage }) => coverage),
    missing: parts.flatMap(({ missing }) => missing),
  };
}

/** Another case may have shown what a failed one was there to show: that alone does not make the coverage whole. */
function percentOf({ shown, total }: Counts, isComplete: boolean): number {
  const percent = Math.floor((shown / Math.max(1, total)) * 1000) / 10;
  return isComplete ? percent : Math.min(percent, 99.9);
}

async function ofContract(contract: Contract, { summary, sequences, known }: CoverageOptions) {
  const { vendor } = contract;
  const results = summary.results.filter(({ scenario }) => scenario.vendor === vendor);
  const own = sequences?.filter((sequence) => sequence.vendor === vendor);
  const shown = new Set([...results, ...(own ?? [])].flatMap(({ shows }) => shows));
  const { items } = await createObserver(contract);
  const open = items.filter((item) => !shown.has(item));
  const because =
    open.length === 0 ? () => undefined : await causes(contract, { results, sequences: own, known });
  const missing = open.map((item): Missing => {
    const cause = because(item);
    return { vendor, item, ...(cause !== undefined && { because: cause }) };
  });
  const count = (isOf: (item: string) => boolean): Counts => ({
    shown: items.filter((item) => isOf(item) && shown.has(item)).length,
    total: items.filter(isOf).length,
    expressible:
      items.filter(isOf).length - missing.filter(({ item, because }) => isOf(item) && because).length,
  });
  const isRule = (item: string) => item.startsWith('/');
  const coverage: VendorCoverage = {
    vendor,
    behaviours: count((item) => !isRule(item)),
    rules: count(isRule),
  };
  return { coverage, missing };
}

const NO_RECORD = 'it does not tell what becomes of a request';
const ASKED = 'it answers so only when it is asked to';
const NO_SEQUENCES = 'no sequences of requests were played';

interface Played {
  readonly results: readonly Result[];
  readonly sequences: readonly SequenceResult[] | undefined;
  readonly known: CoverageOptions['known'];
}

/** Why items were not shown: what kept the cases from it that are there to show them. */
async function causes(
  contract: Contract,
  { results, sequences, known }: Played,
): Promise<(item: string) => string | undefined> {
  const plan = await createPlan(contract);
  const found = new Map<string, string | undefined>();
  for (const result of results) {
    const cause = result.outcome === 'failed' ? known?.(result) : causeOf(result);
    for (const item of plan(result.scenario)) {
      // A case that has failed leaves a gap, whatever kept others from being played.
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

function causeOf({ outcome, because, verdictChecked, isAsked }: Result): string | undefined {
  if (outcome === 'skipped') return because;
  if (isAsked) return ASKED;
  return verdictChecked ? undefined : NO_RECORD;
}

function sum(counts: readonly Counts[]): Counts {
  const total = (member: keyof Counts) => counts.reduce((whole, part) => whole + part[member], 0);
  return { shown: total('shown'), expressible: total('expressible'), total: total('total') };
}
