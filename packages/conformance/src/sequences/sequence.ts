/** A sequence: requests at set times of a frozen clock, as plain data. */
import type { ApiName, OperationEntry } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** One request of a sequence. */
export interface Step extends Pick<Scenario, 'given' | 'call' | 'raw'> {
  readonly api: ApiName;
  readonly operation: string;
  /** Milliseconds by which the clock moves before the request. May be negative. */
  readonly afterMs: number;
  /** The expected code, or `accepted`. */
  readonly expected: string;
  /** Whether the verdict must be the same for every item: all are refused, or none is. */
  readonly isWhole?: boolean;
}

/** Requests at set times, with the settings under which they are sent. */
export interface Sequence {
  /** Settings by vendor that apply to the sequence. */
  readonly config: Readonly<Partial<Record<ApiName, Readonly<Record<string, unknown>>>>>;
  /** Reason of the rate limit that the first step's sender uses up before the sequence. */
  readonly exhausted?: string;
  /** Start time in milliseconds since the epoch. @default SEQUENCE_START_MS */
  readonly startMs?: number;
  readonly steps: readonly Step[];
  /** Expected number of stored requests per vendor at the end, if the target reports it. */
  readonly storedRequests?: Readonly<Partial<Record<ApiName, number>>>;
}

/** Returns settings under which a Date in whole seconds is close enough to any time. */
export function datedSettings(contract: Contract, entry: OperationEntry): Readonly<Record<string, unknown>> {
  const { clockSkew } = operationFacts(contract, entry).limits;
  return clockSkew ? { clockSkewSeconds: clockSkew.value } : {};
}

/** Start time of each sequence: midnight, so that fixed windows start with it. */
export const SEQUENCE_START_MS = Date.UTC(2026, 10, 21);

/** Returns what the name of a sequence ends with: the operation, if the contract has several. */
export function operationPart({ operations }: Contract, { operationId }: OperationEntry): string {
  return operations.size > 1 ? ` (${operationId})` : '';
}
