/** What the scenarios of a contract leave uncovered: each operation × status × reason has to have one. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, responsesOf } from './contract/contract.ts';
import { ACCEPTED, type Scenario } from './scenario/scenario.ts';

/** One thing that a contract says an operation can answer, or can do with a request behind a success. */
export interface Behaviour {
  readonly operation: string;
  readonly status: number;
  readonly reason: string;
}

/**
 * All behaviours of a contract: each example of each answer, and behind a success each reason
 * that has no answer of its own (ignored, transformed, warning, failure in a success).
 */
export function behavioursOf(contract: Contract): Behaviour[] {
  return [...contract.operations.values()].flatMap((entry) => [
    ...onTheWire(contract, entry),
    ...behindSuccess(contract, entry),
  ]);
}

function onTheWire(contract: Contract, entry: OperationEntry): Behaviour[] {
  return responsesOf(contract, entry).flatMap(({ status, examples }) =>
    [...examples.keys()].map((reason) => ({ operation: entry.operationId, status, reason })),
  );
}

function behindSuccess(contract: Contract, entry: OperationEntry): Behaviour[] {
  const success = responsesOf(contract, entry).find(({ examples }) => examples.has(ACCEPTED));
  if (!success) return [];
  return Object.entries(contract.reasons)
    .filter(([, reason]) => reason.status === undefined)
    .map(([reason]) => ({ operation: entry.operationId, status: success.status, reason }));
}

/** The behaviours of a contract that no scenario of its profile shows. */
export function gaps(contract: Contract, scenarios: readonly Scenario[]): Behaviour[] {
  const shown = new Set(
    scenarios
      .filter(({ vendor, profiles }) => vendor === contract.vendor && profiles.includes(contract.profile))
      .flatMap((scenario) => codesOf(scenario).map((reason) => `${scenario.operation} ${reason}`)),
  );
  return behavioursOf(contract).filter(({ operation, reason }) => !shown.has(`${operation} ${reason}`));
}

/** What a scenario shows: its reason, and what it expects a verdict to say beside it. */
function codesOf({ reason, expect: { verdict = {}, undocumented } }: Scenario): string[] {
  if (undocumented) return [];
  const { reasons = [], warnings = [], items = [] } = verdict;
  return [reason, ...reasons, ...warnings, ...items.flatMap(({ transformed = [] }) => transformed)];
}
