/** Plays scenarios against a target and says what became of each. */
import { setTimeout as wait } from 'node:timers/promises';
import { checkedOptions, type OptionNames, type RateLimit } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { createJudge, type Judge } from '../contract/judge.ts';
import { createObserver, type Observer } from '../coverage/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import { secretsOf } from '../vendors/vendor.ts';
import type { Problem } from './match.ts';
import { createPace } from './pace.ts';
import { createPatience } from './patience.ts';
import { type Played, play } from './play.ts';
import { redactProblem } from './redact.ts';
import type { Sign } from './sign.ts';
import type { Strictness } from './strictness.ts';

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly target: Target;
  /** The contracts that judge; those of the target's profile are used. */
  readonly contracts: readonly Contract[];
  /** Makes the signatures of vendors that sign. */
  readonly sign?: Sign | undefined;
  /** The part of each rate limit that is used where counts cannot be reset. @default the whole */
  readonly share?: number | undefined;
  /** How closely responses are compared with the contract. @default 'contract' */
  readonly strictness?: Strictness | undefined;
  /** Whether rate limits with long windows are used up where counts cannot be reset: each takes its window twice. @default false */
  readonly exhausts?: boolean | undefined;
  /** Milliseconds since 1970, by which the run is paced. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** How the run waits. @default a timer */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined;
  /** How long the run may wait for rate limits, in milliseconds. @default 10 minutes */
  readonly patienceMs?: number | undefined;
  /** How long the whole run may take, in milliseconds; then it is given up. @default 30 minutes */
  readonly giveUpAfterMs?: number | undefined;
  /** Called before the run waits for a rate limit. */
  readonly onWait?: ((ms: number, limit: RateLimit) => void) | undefined;
  /** @default all scenarios of the target's profile */
  readonly filter?: ((scenario: Scenario) => boolean) | undefined;
  /** Called as soon as a scenario is through. */
  readonly onResult?: ((result: Result) => void) | undefined;
}

const RUN_OPTIONS: OptionNames<RunOptions> = {
  ...{ scenarios: true, target: true, contracts: true, sign: true },
  ...{ share: true, filter: true, onResult: true, strictness: true, exhausts: true, now: true, sleep: true },
  ...{ patienceMs: true, giveUpAfterMs: true, onWait: true },
};

export interface Result {
  readonly scenario: Scenario;
  readonly target: string;
  readonly profile: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly because?: string;
  readonly problems: readonly Problem[];
  /** Whether the target's own record of the request was looked at. */
  readonly verdictChecked: boolean;
  /** Whether the target was asked to answer so. */
  readonly isAsked?: boolean;
  /** What of the contract it has shown, in the words of a coverage report; empty unless it has passed. */
  readonly shows: readonly string[];
}

export interface Summary {
  readonly results: readonly Result[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Scenarios that passed without a look at the target's own record. */
  readonly verdictsUnchecked: number;
  /** Where and why the run was given up; undefined for one that has ended. */
  readonly gaveUp?: GaveUp;
}

export interface GaveUp {
  /** Id of the scenario before which it was given up. */
  readonly before: string;
  readonly because: string;
}

/** A run that has executed nothing: it must not be taken for a success. */
export class EmptyRunError extends Error {
  override readonly name = 'EmptyRunError';
}

/**
 * Plays all scenarios that fit the target's profile, one after the other.
 * Throws {@link EmptyRunError} when none was executed.
 */
export async function runScenarios(options: RunOptions): Promise<Summary> {
  const checked = checkedOptions('runScenarios', options, RUN_OPTIONS);
  const { scenarios, target, contracts, sign, share, filter, onResult, strictness = 'contract' } = checked;
  const { now = Date.now, sleep = wait, patienceMs, giveUpAfterMs, exhausts, onWait } = checked;
  const secrets = secretsOf(target.config);
  const judges = await judgesOf(contracts.filter(({ profile }) => profile === target.profile));
  const pace = createPace({ now, sleep: async (ms) => void (await sleep(ms)), share, patienceMs, onWait });
  const patience = createPatience(target.send, { now, giveUpAfterMs });
  const common = { target, sign, pace, patience, strictness, exhausts };
  const results: Result[] = [];
  let gaveUp: GaveUp | undefined;
  for (const scenario of scenarios) {
    const by = judges.get(scenario.vendor);
    if (!by || !scenario.profiles.includes(target.profile) || filter?.(scenario) === false) continue;
    const because = gaveUp ? undefined : await patience.check();
    if (because !== undefined) gaveUp = { before: scenario.id, because };
    const played: Played = gaveUp ? givenUp(scenario, gaveUp) : await play({ scenario, ...by, ...common });
    const { problems = [], exchange, ...outcome } = played;
    const result: Result = {
      scenario,
      target: target.name,
      profile: target.profile,
      ...outcome,
      problems: problems.map((problem) => redactProblem(problem, secrets)),
      ...(exchange?.isAsked && { isAsked: true }),
      shows: exchange ? by.observer.observe(exchange) : [],
    };
    results.push(result);
    onResult?.(result);
  }
  return { ...summaryOf(results, target), ...(gaveUp && { gaveUp }) };
}

/** The scenario before which the run was given up has failed, so that the run is no success; those behind it are not played. */
function givenUp({ id }: Scenario, { before, because }: GaveUp): Played {
  if (id !== before)
    return { outcome: 'skipped', because: `given up before ${before}: ${because}`, verdictChecked: false };
  const problem = { what: 'run', expected: 'responses until the end', got: `given up here: ${because}` };
  return { outcome: 'failed', problems: [problem], verdictChecked: false };
}

interface Judges {
  readonly contract: Contract;
  readonly judge: Judge;
  readonly observer: Observer;
}

/** They depend on nothing but their contract, and take a while to compile: runs share them. */
const compiled = new WeakMap<Contract, Promise<Judges>>();

async function judgesOf(contracts: readonly Contract[]): Promise<Map<string, Judges>> {
  const entries = contracts.map(async (contract) => {
    const judges = compiled.get(contract) ?? compile(contract);
    compiled.set(contract, judges);
    return [contract.vendor, await judges] as const;
  });
  return new Map(await Promise.all(entries));
}

async function compile(contract: Contract): Promise<Judges> {
  const [judge, observer] = await Promise.all([createJudge(contract), createObserver(contract)]);
  return { contract, judge, observer };
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
  const why = results[0]?.because ?? `no scenario fits the profile ${target.profile} and the filter`;
  throw new EmptyRunError(`no scenario was executed against ${target.name}: ${why}`);
}
