/** Runs scenarios against a target and returns their results. */
import { setTimeout as wait } from 'node:timers/promises';
import { checkedOptions, type OptionNames, type RateLimit } from '@pushspec/contract';
import { secretsOf } from '../apis/api-adapter.ts';
import type { Contract } from '../contract/contract.ts';
import { type ContractValidator, createContractValidator } from '../contract/contract-validator.ts';
import { createObserver, type Observer } from '../coverage/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import { createAbortCheck } from './abort-check.ts';
import type { Problem } from './match.ts';
import { createPace } from './pace.ts';
import { type Played, play } from './play.ts';
import { redactProblem } from './redact.ts';
import type { Sign } from './sign.ts';
import type { Strictness } from './strictness.ts';

/** Options of {@link runScenarios}. */
export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly target: Target;
  /** Contracts to validate against. Only those of the target's profile are used. */
  readonly contracts: readonly Contract[];
  /** Creates signatures for vendors that require them. */
  readonly sign?: Sign | undefined;
  /** The fraction of each rate limit to use if counts cannot be reset. @default 1 */
  readonly share?: number | undefined;
  /** How strictly responses are compared with the contract. @default 'contract' */
  readonly strictness?: Strictness | undefined;
  /** Whether to use up rate limits with long windows if counts cannot be reset. Each takes twice its window. @default false */
  readonly exhaustsLimits?: boolean | undefined;
  /** Milliseconds since the epoch, used to pace the run. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Waits the given milliseconds. @default a timer */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined;
  /** Maximum total wait for rate limits in milliseconds. @default 10 minutes */
  readonly maxWaitMs?: number | undefined;
  /** Maximum duration of the run in milliseconds, after which it is aborted. @default 30 minutes */
  readonly maxRunMs?: number | undefined;
  /** Called before each wait for a rate limit. */
  readonly onWait?: ((ms: number, limit: RateLimit) => void) | undefined;
  /** @default all scenarios of the target's profile */
  readonly filter?: ((scenario: Scenario) => boolean) | undefined;
  /** Called after each scenario. */
  readonly onResult?: ((result: Result) => void) | undefined;
}

const RUN_OPTIONS: OptionNames<RunOptions> = {
  ...{ scenarios: true, target: true, contracts: true, sign: true },
  ...{
    share: true,
    filter: true,
    onResult: true,
    strictness: true,
    exhaustsLimits: true,
    now: true,
    sleep: true,
  },
  ...{ maxWaitMs: true, maxRunMs: true, onWait: true },
};

/** The result of one scenario. */
export interface Result {
  readonly scenario: Scenario;
  readonly target: string;
  readonly profile: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly because?: string;
  readonly problems: readonly Problem[];
  /** Whether the target's verdict was checked. */
  readonly verdictChecked: boolean;
  /** Whether the response was requested explicitly. */
  readonly isResponseRequested?: boolean;
  /** Coverage items that it shows. Empty unless it passed. */
  readonly shows: readonly string[];
}

/** The results of a run. */
export interface Summary {
  readonly results: readonly Result[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Number of scenarios that passed without a verdict to check. */
  readonly verdictsUnchecked: number;
  /** Where and why the run was aborted, or `undefined` if it completed. */
  readonly aborted?: AbortedRun;
}

/** Where and why a run was aborted. */
export interface AbortedRun {
  /** Id of the scenario before which the run was aborted. */
  readonly before: string;
  readonly because: string;
}

/** Thrown if a run executes no scenario, so that it does not look like a success. */
export class EmptyRunError extends Error {
  override readonly name = 'EmptyRunError';
}

/**
 * Runs all scenarios of the target's profile one by one.
 * Rejects with {@link EmptyRunError} if none was executed.
 */
export async function runScenarios(options: RunOptions): Promise<Summary> {
  const checked = checkedOptions('runScenarios', options, RUN_OPTIONS);
  const { scenarios, target, contracts, sign, share, filter, onResult, strictness = 'contract' } = checked;
  const { now = Date.now, sleep = wait, maxWaitMs, maxRunMs, exhaustsLimits, onWait } = checked;
  const secrets = secretsOf(target.config);
  const validators = await validatorsOf(contracts.filter(({ profile }) => profile === target.profile));
  const pace = createPace({ now, sleep: async (ms) => void (await sleep(ms)), share, maxWaitMs, onWait });
  const abortCheck = createAbortCheck(target.send, { now, maxRunMs });
  const common = { target, sign, pace, abortCheck, strictness, exhaustsLimits };
  const results: Result[] = [];
  let aborted: AbortedRun | undefined;
  for (const scenario of scenarios) {
    const by = validators.get(scenario.api);
    if (!by || !scenario.profiles.includes(target.profile) || filter?.(scenario) === false) continue;
    const because = aborted ? undefined : await abortCheck.check();
    if (because !== undefined) aborted = { before: scenario.id, because };
    const played: Played = aborted
      ? abortedPlay(scenario, aborted)
      : await play({ scenario, ...by, ...common });
    const { problems = [], exchange, ...outcome } = played;
    const result: Result = {
      scenario,
      target: target.name,
      profile: target.profile,
      ...outcome,
      problems: problems.map((problem) => redactProblem(problem, secrets)),
      ...(exchange?.isResponseRequested && { isResponseRequested: true }),
      shows: exchange ? by.observer.observe(exchange) : [],
    };
    results.push(result);
    onResult?.(result);
  }
  return { ...summaryOf(results, target), ...(aborted && { aborted }) };
}

/** Fails the scenario at which the run was aborted, so that the run does not pass, and skips those after it. */
function abortedPlay({ id }: Scenario, { before, because }: AbortedRun): Played {
  if (id !== before)
    return { outcome: 'skipped', because: `given up before ${before}: ${because}`, verdictChecked: false };
  const problem = { what: 'run', expected: 'responses until the end', got: `given up here: ${because}` };
  return { outcome: 'failed', problems: [problem], verdictChecked: false };
}

interface Validators {
  readonly contract: Contract;
  readonly validator: ContractValidator;
  readonly observer: Observer;
}

/** Validators by contract, cached because they take a while to compile. */
const compiled = new WeakMap<Contract, Promise<Validators>>();

async function validatorsOf(contracts: readonly Contract[]): Promise<Map<string, Validators>> {
  const entries = contracts.map(async (contract) => {
    const validators = compiled.get(contract) ?? compile(contract);
    compiled.set(contract, validators);
    return [contract.api, await validators] as const;
  });
  return new Map(await Promise.all(entries));
}

async function compile(contract: Contract): Promise<Validators> {
  const [validator, observer] = await Promise.all([
    createContractValidator(contract),
    createObserver(contract),
  ]);
  return { contract, validator, observer };
}

function summaryOf(results: readonly Result[], target: Target): Summary {
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const summary = {
    results,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    verdictsUnchecked: results.filter(
      ({ outcome, verdictChecked }) => outcome === 'passed' && !verdictChecked,
    ).length,
  };
  if (summary.passed + summary.failed > 0) return summary;
  const why = results[0]?.because ?? `no scenario matches the profile ${target.profile} and the filter`;
  throw new EmptyRunError(`no scenario was executed against ${target.name}: ${why}`);
}
