/** A request and its result, from which coverage is measured. */
import type { Config, Json, OperationEntry } from '@pushspec/contract';
import { bodyValue, measuredBytes } from '../contract/body-value.ts';
import type { Contract } from '../contract/contract.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import { headerOf, type WireRequest } from '../target/wire.ts';

export interface Exchange {
  readonly scenario: Scenario;
  readonly request: WireRequest;
  /** The code that the response shows, or {@link ACCEPTED}. */
  readonly shown: string;
  /** Whether the target's verdict was checked and matches the scenario. */
  readonly verdictChecked: boolean;
  /** Whether the response was requested explicitly. Such a response shows how the target responds, not what it checks. */
  readonly isResponseRequested?: boolean;
  /** The target's time in milliseconds since the epoch. */
  readonly nowMs: number;
  readonly config: Config;
}

/** An exchange with derived values that several rules need. */
export interface ReadExchange extends Exchange {
  readonly isAccepted: boolean;
  /** `undefined` if the body is not JSON. */
  readonly body: Json | undefined;
  /** Bytes that the contract limits; `undefined` if the body cannot be read. */
  readonly size: number | undefined;
  header(name: string): string | undefined;
  /** Codes that the scenario expects in the verdict, if it was checked. */
  readonly verdictCodes: ReadonlySet<string>;
}

export function readExchange(contract: Contract, entry: OperationEntry, exchange: Exchange): ReadExchange {
  const { scenario, request, shown, verdictChecked } = exchange;
  return {
    ...exchange,
    isAccepted: shown === ACCEPTED || contract.reasons[shown]?.outcome !== 'rejected',
    body: bodyValue(contract, entry, request),
    size: measuredBytes(contract, entry, request),
    header: (name) => headerOf(request.headers, name),
    verdictCodes: new Set(verdictChecked ? expectedCodes(scenario) : []),
  };
}

/** Returns every code that a scenario shows: its reason, and the codes it expects in the verdict. */
export function expectedCodes({ reason, expect: { verdict = {} } }: Scenario): string[] {
  const { reasons = [], warnings = [], items = [] } = verdict;
  return [reason, ...reasons, ...warnings, ...items.flatMap(({ transformed = [] }) => transformed)];
}
