/** Runs harmless scenarios against a real endpoint and compares the responses with saved snapshots. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import { secretsOf } from '../apis/api-adapter.ts';
import type { Contract } from '../contract/contract.ts';
import { operationOf } from '../contract/contract.ts';
import { type Result, runScenarios, type Summary } from '../run/run.ts';
import type { Sign } from '../run/sign.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireResponse } from '../target/wire.ts';
import { type Evidence, evidenceOf, type UniformResponse, uniformResponse } from './evidence.ts';
import { type LiveRules, liveSkipReason } from './live-rules.ts';
import { changes, type Snapshot, snapshotOf } from './snapshot.ts';
import type { SnapshotFolder } from './snapshot-folder.ts';

/** Options of {@link runLive}. */
export interface LiveOptions extends LiveRules {
  readonly scenarios: readonly Scenario[];
  readonly contracts: readonly Contract[];
  readonly target: Target & Required<Pick<Target, 'send'>>;
  readonly sign?: Sign | undefined;
  /** Folder for snapshots. If omitted, nothing is compared. */
  readonly snapshots?: SnapshotFolder | undefined;
  /** Whether to replace a snapshot that differs instead of failing. */
  readonly update?: boolean;
  /** Called after each scenario, before its snapshot is compared. */
  readonly onPlayed?: ((result: Result) => void) | undefined;
}

const LIVE_OPTIONS: OptionNames<LiveOptions> = {
  ...{ scenarios: true, contracts: true, target: true, sign: true },
  ...{ snapshots: true, update: true, mayLeaveEvents: true, onPlayed: true },
};

/** The result of {@link runLive}. */
export interface LiveRun {
  readonly summary: Summary;
  readonly evidence: readonly Evidence[];
  /** Number of scenarios that got a response. */
  readonly responded: number;
  /** The response that most scenarios got, or `undefined` if the responses differ. */
  readonly uniform: UniformResponse | undefined;
  /** Scenario ids by the result of their snapshot comparison. */
  readonly snapshots: Readonly<Record<'taken' | 'unchanged' | 'changed' | 'replaced', readonly string[]>>;
}

/** Share of each rate limit to use. The account has other traffic, which must not be refused because of a run. */
const SHARE = 0.5;

/** Total wait in milliseconds. At half of a limit of 20 requests per minute, a whole suite takes a long time. */
const MAX_WAIT_MS = 3_600_000;

/** Runs scenarios one by one, below half of each rate limit of the contract. Rejects if none could run. */
export async function runLive(options: LiveOptions): Promise<LiveRun> {
  const { contracts, target, sign } = checkedOptions('runLive', options, LIVE_OPTIONS);
  let latest: WireResponse | undefined;
  const seen = new Map<string, WireResponse>();
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
    maxWaitMs: MAX_WAIT_MS,
    maxRunMs: 2 * MAX_WAIT_MS,
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
  // A scenario without a response is not evidence.
  const responded = summary.results.filter(({ scenario }) => seen.has(scenario.id));
  const takenOn = new Date(target.now()).toISOString().slice(0, 10);
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return {
    summary: { ...summary, results, passed: count('passed'), failed: count('failed') },
    evidence: evidenceOf(responded, contracts, takenOn),
    responded: responded.length,
    uniform: uniformResponse(responded),
    snapshots: {
      taken: ids('taken'),
      unchanged: ids('unchanged'),
      changed: ids('changed'),
      replaced: ids('replaced'),
    },
  };
}

/** Returns the scenario, marked as skipped with a reason if it must not run. */
function allowed(scenario: Scenario, { contracts, target, ...rules }: LiveOptions): Scenario {
  // A scenario of another profile never runs, and this contract may lack its reason.
  if (!scenario.profiles.includes(target.profile)) return scenario;
  const contract = contracts.find(({ api, profile }) => api === scenario.api && profile === target.profile);
  const why = contract && liveSkipReason(scenario, contract, rules);
  return why === undefined ? scenario : { ...scenario, except: { ...scenario.except, [target.name]: why } };
}

interface Comparison {
  readonly kind: 'taken' | 'unchanged' | 'changed' | 'replaced';
  readonly problems: Result['problems'];
}

async function comparisons(
  { contracts, target, snapshots, update }: LiveOptions,
  { results }: Summary,
  seen: ReadonlyMap<string, WireResponse>,
): Promise<Map<string, Comparison>> {
  const outcomes = new Map<string, Comparison>();
  if (!snapshots) return outcomes;
  const secrets = secretsOf(target.config);
  for (const { scenario, outcome } of results) {
    const response = seen.get(scenario.id);
    const contract = contracts.find(({ api }) => api === scenario.api);
    if (!response || !contract || outcome === 'skipped') continue;
    const entry = operationOf(contract, scenario.operation);
    const now = snapshotOf({ scenario, contract, entry, response, secrets, nowMs: target.now() });
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
