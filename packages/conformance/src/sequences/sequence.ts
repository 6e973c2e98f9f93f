/** What a sequence is: requests at instants of a clock that is held, as plain data. */
import type { OperationEntry, Vendor } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface Step extends Pick<Scenario, 'given' | 'call' | 'raw'> {
  readonly vendor: Vendor;
  readonly operation: string;
  /** By how much the clock is moved before the request, in milliseconds; may be negative. */
  readonly afterMs: number;
  /** The code that has to come, or `accepted`. */
  readonly expected: string;
  /** Whether the target's own record has to say the same of every item: all are refused, or none is. */
  readonly isWhole?: boolean;
}

export interface Sequence {
  /** Settings of vendors that hold in it. */
  readonly config: Readonly<Partial<Record<Vendor, Readonly<Record<string, unknown>>>>>;
  /** Reason of the rate limit that the first step's sender has used up at the beginning. */
  readonly exhausted?: string;
  /** What the clock says at the beginning, in milliseconds since 1970. @default SEQUENCE_START_MS */
  readonly startMs?: number;
  readonly steps: readonly Step[];
  /** How many requests of each vendor the target has kept at the end, where it tells. */
  readonly kept?: Readonly<Partial<Record<Vendor, number>>>;
}

/** Settings under which a Date in whole seconds is near enough to any instant. */
export function datedSettings(contract: Contract, entry: OperationEntry): Readonly<Record<string, unknown>> {
  const { clockSkew } = operationFacts(contract, entry).limits;
  return clockSkew ? { clockSkewSeconds: clockSkew.value } : {};
}

/** What the clock says at the beginning of each sequence: a whole day, so that fixed windows begin with it. */
export const SEQUENCE_START_MS = Date.UTC(2026, 10, 21);
