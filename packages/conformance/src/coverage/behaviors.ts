/** Lists the behaviors of a contract: what an operation can respond with, or do with a request that succeeds. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, responsesOf } from '../contract/contract.ts';
import { ACCEPTED } from '../scenario/scenario.ts';

/** A response of an operation for a reason. */
export interface Behavior {
  readonly operation: string;
  readonly status: number;
  readonly reason: string;
}

/**
 * Returns all behaviors of a contract: each example of each response, and for a success each reason
 * that has no response (ignored, transformed, warning, failure in a success).
 */
export function behaviorsOf(contract: Contract): Behavior[] {
  return [...contract.operations.values()].flatMap((entry) => [
    ...onTheWire(contract, entry),
    ...behindSuccess(contract, entry),
  ]);
}

function onTheWire(contract: Contract, entry: OperationEntry): Behavior[] {
  return responsesOf(contract, entry).flatMap(({ status, examples }) =>
    [...examples.keys()].map((reason) => ({ operation: entry.operationId, status, reason })),
  );
}

function behindSuccess(contract: Contract, entry: OperationEntry): Behavior[] {
  const success = responsesOf(contract, entry).find(({ examples }) => examples.has(ACCEPTED));
  if (!success) return [];
  return Object.entries(contract.reasons)
    .filter(([, reason]) => reason.status === undefined)
    .map(([reason]) => ({ operation: entry.operationId, status: success.status, reason }));
}

/** Formats a behavior for reports. */
export function behaviorName({ operation, status, reason }: Behavior): string {
  return `${operation} ${status} ${reason}`;
}
