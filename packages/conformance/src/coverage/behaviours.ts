/** What a contract says an operation can answer, or can do with a request behind a success. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, responsesOf } from '../contract/contract.ts';
import { ACCEPTED } from '../scenario/scenario.ts';

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

/** A behaviour as reports write it. */
export function behaviourName({ operation, status, reason }: Behaviour): string {
  return `${operation} ${status} ${reason}`;
}
