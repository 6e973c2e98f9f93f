/** Predicts what a case shows of a contract when it passes, without a target. */
import { developmentConfig } from '@pushspec/contract';
import { type Contract, operationOf } from '../contract/contract.ts';
import { contextOf } from '../run/context.ts';
import { reasonOf } from '../run/expectation.ts';
import { requestOfCall, requestOfRaw } from '../run/request.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireRequest } from '../target/wire.ts';
import { createObserver } from './observer.ts';

/** Returns the items that a scenario shows when it passes. */
export type Plan = (scenario: Scenario) => readonly string[];

/** An arbitrary time. Cases set the clock themselves if it matters. */
const NOW_MS = Date.UTC(2026, 10, 21);

/** Creates the plan of a contract. */
export async function createPlan(contract: Contract): Promise<Plan> {
  const observer = await createObserver(contract);
  return (scenario) => {
    const clock = scenario.given.clock;
    const nowMs = clock === undefined ? NOW_MS : Date.parse(clock);
    const request = requestOf(contract, scenario, nowMs);
    const isRefused = reasonOf(contract, scenario.reason)?.outcome === 'rejected';
    const shown = isRefused ? scenario.reason : ACCEPTED;
    return observer.observe({
      scenario,
      request,
      shown,
      verdictChecked: true,
      nowMs,
      config: developmentConfig,
    });
  };
}

function requestOf(contract: Contract, scenario: Scenario, nowMs: number): WireRequest {
  const target: Target = {
    name: 'plan',
    profile: contract.profile,
    config: developmentConfig,
    hasFrozenClock: true,
    now: () => nowMs,
  };
  const entry = operationOf(contract, scenario.operation);
  // The signature does not affect what a request shows.
  const context = contextOf({ scenario, target, contract, entry, sign: () => '0A'.repeat(20) });
  return scenario.call ? requestOfCall(scenario.call, context) : requestOfRaw(scenario.raw ?? {}, context);
}
