/** Plays harmless scenarios against a real endpoint, keeps what it answers, and compares it with what it has answered before. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { operationOf } from '../contract/contract.ts';
import { type Result, runScenarios, type Summary } from '../run/run.ts';
import type { Sign } from '../run/sign.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireAnswer } from '../target/wire.ts';
import { secretsOf } from '../vendors/vendor.ts';
import { changes } from './compare.ts';
import { type Evidence, evidenceOf, type Uniform, uniformAnswer } from './evidence.ts';
import { type LiveRules, whyNotLive } from './harmless.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import type { SnapshotFolder } from './snapshot-folder.ts';

export interface LiveOptions extends LiveRules {
  readonly scenarios: readonly Scenario[];
  readonly contracts: readonly Contract[];
  readonly target: Target & Required<Pick<Target, 'send'>>;
  readonly sign?: Sign | undefined;
  /** Where snapshots are kept; without it nothing is compared. */
  readonly snapshots?: SnapshotFolder | undefined;
  /** Whether a snapshot that differs is replaced, and is no failure. */
  readonly update?: boolean;
  /** Called as soon as a scenario has been played, before its snapshot is compared. */
  readonly onPlayed?: ((result: Result) => void) | undefined;
}

const LIVE_OPTIONS: OptionNames<LiveOptions> = {
  ...{ scenarios: true, contracts: true, target: true, sign: true },
  ...{ snapshots: true, update: true, mayLeaveEvents: true, onPlayed: true },
};

export interface LiveRun {
  readonly summary: Summary;
  readonly evidence: readonly Evidence[];
  /** How many scenarios got an answer. */
  readonly answered: number;
  /** Undefined where the answers tell scenarios apart. */
  readonly uniform: Uniform | undefined;
  /** Scenarios by what became of their snapshots. */
  readonly snapshots: Readonly<Record<'taken' | 'unchanged' | 'changed' | 'replaced', readonly string[]>>;
}

/** The account has traffic of its own, which must not be refused because of a run. */
const SHARE = 0.5;

/** Half of a limit of 20 requests a minute lasts long for a whole suite. */
const PATIENCE_MS = 3_600_000;

/** One scenario after the other, below half of each rate limit of the contract. Rejects when none could be played. */
export async function runLive(options: LiveOptions): Promise<LiveRun> {
  const { contracts, target, sign } = checkedOptions('runLive', options, LIVE_OPTIONS);
  let latest: WireAnswer | undefined;
  const seen = new Map<string, WireAnswer>();
  const recording: Target = {
    ...target,
    async send(request) {
      latest = await target.send(request);
      return latest;
    },
  };
  const summary = await runScenarios({
    scenarios: options.scenarios.map((scenario) => allowed(scenario, options)),
    target: recording,
    contracts,
    sign,
    share: SHARE,
    patienceMs: PATIENCE_MS,
    giveUpAfterMs: 2 * PATIENCE_MS,
    onResult: (result) => {
      if (latest) seen.set(result.scenario.id, latest);
      latest = undefined;
      options.onPlayed?.(result);
    },
  });
  const outcomes = await comparisons(options, summary, seen);
  const results = summary.results.map((result) => withChanges(result, outcomes.get(result.scenario.id)));
  const ids = (kind: Comparison['kind']) =>
    [...outcomes].filter(([, outcome]) => outcome.kind === kind).map(([id]) => id);
  // What was not answered says nothing of a rule.
  const answered = summary.results.filter(({ scenario }) => seen.has(scenario.id));
  const takenOn = new Date(target.now()).toISOString().slice(0, 10);
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return {
    summary: { ...summary, results, passed: count('passed'), failed: count('failed') },
    evidence: evidenceOf(answered, contracts, takenOn),
    answered: answered.length,
    uniform: uniformAnswer(answered),
    snapshots: {
      taken: ids('taken'),
      unchanged: ids('unchanged'),
      changed: ids('changed'),
      replaced: ids('replaced'),
    },
  };
}

/** A scenario that is not to be played is skipped with the reason why not. */
function allowed(scenario: Scenario, { contracts, target, ...rules }: LiveOptions): Scenario {
  // One of another profile is never played, and its reason may be none of this contract's.
  if (!scenario.profiles.includes(target.profile)) return scenario;
  const contract = contracts.find(
    ({ vendor, profile }) => vendor === scenario.vendor && profile === target.profile,
  );
  const why = contract && whyNotLive(scenario, contract, rules);
  return why === undefined ? scenario : { ...scenario, except: { ...scenario.except, [target.name]: why } };
}

interface Comparison {
  readonly kind: 'taken' | 'unchanged' | 'changed' | 'replaced';
  readonly problems: Result['problems'];
}

async function comparisons(
  { contracts, target, snapshots, update }: LiveOptions,
  { results }: Summary,
  seen: ReadonlyMap<string, WireAnswer>,
): Promise<Map<string, Comparison>> {
  const outcomes = new Map<string, Comparison>();
  if (!snapshots) return outcomes;
  const secrets = secretsOf(target.config);
  for (const { scenario, outcome } of results) {
    const answer = seen.get(scenario.id);
    const contract = contracts.find(({ vendor }) => vendor === scenario.vendor);
    if (!answer || !contract || outcome === 'skipped') continue;
    const entry = operationOf(contract, scenario.operation);
    const now = snapshotOf({ scenario, contract, entry, answer, secrets, nowMs: target.now() });
    const before = await snapshots.read(scenario.id);
    const comparison = compared(before, now, update === true);
    if (comparison.kind === 'taken' || comparison.kind === 'replaced') await snapshots.write(now);
    outcomes.set(scenario.id, comparison);
  }
  return outcomes;
}

function compared(before: Snapshot | undefined, now: Snapshot, update: boolean): Comparison {
  if (!before) return { kind: 'taken', problems: [] };
  const problems = changes(before, now);
  if (problems.length === 0) return { kind: 'unchanged', problems };
  return update ? { kind: 'replaced', problems: [] } : { kind: 'changed', problems };
}

function withChanges(result: Result, comparison: Comparison | undefined): Result {
  if (!comparison || comparison.problems.length === 0) return result;
  return { ...result, outcome: 'failed', problems: [...result.problems, ...comparison.problems] };
}
