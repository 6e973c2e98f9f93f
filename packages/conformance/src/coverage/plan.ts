/** What a case would show of a contract if everything came as it expects: found without any target. */
import { developmentConfig } from '@pushspec/contract';
import { type Contract, operationOf } from '../contract/contract.ts';
import { contextOf } from '../run/context.ts';
import { reasonOf } from '../run/expectation.ts';
import { requestOfCall, requestOfRaw } from '../run/request.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireRequest } from '../target/wire.ts';
import { createObserver } from './observer.ts';

/** The items that a scenario of the contract is there to show. */
export type Plan = (scenario: Scenario) => readonly string[];

/** Some instant: cases say what matters of the clock themselves. */
const NOW_MS = Date.UTC(2026, 10, 21);

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
    holdsClock: true,
    now: () => nowMs,
  };
  const entry = operationOf(contract, scenario.operation);
  // Whether a signature is right plays no part in what a request shows.
  const context = contextOf({ scenario, target, contract, entry, sign: () => '0A'.repeat(20) });
  return scenario.call ? requestOfCall(scenario.call, context) : requestOfRaw(scenario.raw ?? {}, context);
}
