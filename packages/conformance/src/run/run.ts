/** Plays scenarios against a target and says what became of each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { createJudge, type Judge } from '../contract/judge.ts';
import { createObserver, type Observer } from '../coverage/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import { secretsOf } from '../vendors/vendor.ts';
import type { Problem } from './match.ts';
import { createPace } from './pace.ts';
import { play } from './play.ts';
import { redactProblem } from './redact.ts';
import type { Sign } from './sign.ts';

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly target: Target;
  /** The contracts that judge; those of the target's profile are used. */
  readonly contracts: readonly Contract[];
  /** Makes the signatures of vendors that sign. */
  readonly sign?: Sign | undefined;
  /** The part of each rate limit that is used where counts cannot be reset. @default the whole of those with short windows */
  readonly share?: number | undefined;
  /** @default all scenarios of the target's profile */
  readonly filter?: ((scenario: Scenario) => boolean) | undefined;
  /** Called as soon as a scenario is through. */
  readonly onResult?: ((result: Result) => void) | undefined;
}

const RUN_OPTIONS: OptionNames<RunOptions> = {
  ...{ scenarios: true, target: true, contracts: true, sign: true },
  ...{ share: true, filter: true, onResult: true },
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
  const { scenarios, target, contracts, sign, share, filter, onResult } = checkedOptions(
    'runScenarios',
    options,
    RUN_OPTIONS,
  );
  const secrets = secretsOf(target.config);
  const judges = await judgesOf(contracts.filter(({ profile }) => profile === target.profile));
  const pace = createPace({ now: Date.now, sleep, share });
  const results: Result[] = [];
  for (const scenario of scenarios) {
    const by = judges.get(scenario.vendor);
    if (!by || !scenario.profiles.includes(target.profile) || filter?.(scenario) === false) continue;
    const { problems = [], exchange, ...outcome } = await play({ scenario, target, ...by, sign, pace });
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
  return summaryOf(results, target);
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
