/** A request that was sent, and what it came to: what coverage is read from. */
import type { Config, Json, OperationEntry } from '@pushspec/contract';
import { bodyValue } from '../contract/body-value.ts';
import type { Contract } from '../contract/contract.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import { headerOf, type WireRequest } from '../target/wire.ts';

export interface Exchange {
  readonly scenario: Scenario;
  readonly request: WireRequest;
  /** The code that the answer has shown, or {@link ACCEPTED}. */
  readonly shown: string;
  /** Whether the target's own record was looked at, and said what the scenario expects of it. */
  readonly verdictChecked: boolean;
  /** Whether the target was asked to answer so: that shows how it answers, and not what it looks at. */
  readonly isAsked?: boolean;
  /** The target's clock, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly config: Config;
}

/** An exchange with what several rules ask of it, worked out once. */
export interface ReadExchange extends Exchange {
  readonly isAccepted: boolean;
  /** Undefined where the body is no JSON. */
  readonly body: Json | undefined;
  readonly size: number;
  header(name: string): string | undefined;
  /** Codes that the scenario expects in the verdict, where it was looked at. */
  readonly told: ReadonlySet<string>;
}

export function readExchange(contract: Contract, entry: OperationEntry, exchange: Exchange): ReadExchange {
  const { scenario, request, shown, verdictChecked } = exchange;
  const bytes = request.body ?? Buffer.alloc(0);
  return {
    ...exchange,
    isAccepted: shown === ACCEPTED || contract.reasons[shown]?.outcome !== 'rejected',
    body: bodyValue(contract, entry, bytes),
    size: bytes.length,
    header: (name) => headerOf(request.headers, name),
    told: new Set(verdictChecked ? expectedCodes(scenario) : []),
  };
}

/** Every code that a scenario shows: its reason, and what it expects a verdict to say beside it. */
export function expectedCodes({ reason, expect: { verdict = {} } }: Scenario): string[] {
  const { reasons = [], warnings = [], items = [] } = verdict;
  return [reason, ...reasons, ...warnings, ...items.flatMap(({ transformed = [] }) => transformed)];
}
