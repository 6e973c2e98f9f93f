/** The interface of a target: our server, the mock, a client, or any endpoint. */
import type { ApiName, Config, Json, Profile } from '@pushspec/contract';
import type { Credential } from '../apis/api-adapter.ts';
import type { Contract } from '../contract/contract.ts';
import type { Violation } from '../contract/violation.ts';
import type { Call, Scenario } from '../scenario/scenario.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/**
 * A target. Its optional methods are its capabilities. A scenario that needs a missing one
 * is skipped, counted and listed.
 */
export interface Target {
  /** The key of a scenario's `except`. */
  readonly name: string;
  readonly profile: Profile;
  /** The current credentials and settings. */
  readonly config: Config;
  /** Returns the target's time in milliseconds since the epoch. */
  now(): number;
  /** Whether that clock is frozen between requests, so that rate limits can be used up exactly. */
  readonly hasFrozenClock: boolean;
  /** Sends a request unchanged. Without it, the target runs typed calls only. */
  send?(request: WireRequest): Promise<WireResponse>;
  /** Runs a typed call itself. Without it, the call is encoded and sent. */
  call?(call: TypedCall): Promise<CallOutcome>;
  /** Returns the target's verdict on a request, or `undefined` if it has none. */
  verdictOf?(response: WireResponse): Promise<Verdict | undefined>;
  /** Returns the number of stored requests to a vendor since the last reset. */
  storedRequests?(api: ApiName): Promise<number>;
  /** Clears all requests and resets the clock to its start time. */
  reset?(): Promise<void>;
  /** Sets the clock, in milliseconds since the epoch. */
  setClock?(nowMs: number): Promise<void>;
  /** Makes the vendor's next response fail with this reason. */
  fail?(fault: { api: ApiName; reason: string }): Promise<void>;
  /** Changes settings in the vendor's part of the configuration until the next scenario. */
  configure?(api: ApiName, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Whether each of its responses equals the contract's example. */
  readonly respondsWithExamples?: boolean;
  /** Decides how to run a scenario on a target without state. */
  stage?(plan: StagePlan): Staging;
}

/** Thrown if a target does not support a precondition of a scenario. The message names it. */
export class PreconditionError extends Error {
  override readonly name = 'PreconditionError';
}

/** A call that a client makes, with the credential that sends it. */
export interface TypedCall {
  readonly api: ApiName;
  readonly call: Call;
  readonly credential: Credential;
}

/** The outcome of a typed call. */
export type CallOutcome = {
  /** Requests that were sent, in order, or `undefined` if the target cannot observe them. */
  readonly sent?: readonly WireRequest[];
} & (
  | { readonly accepted: true; readonly status: number }
  | {
      readonly accepted: false;
      readonly reason: string;
      readonly status: number | undefined;
      /** Everything that the error prints. */
      readonly shown?: string;
    }
);

/** A scenario to run on a target without state, and its request. */
export interface StagePlan {
  readonly scenario: Scenario;
  readonly contract: Contract;
  readonly request: WireRequest;
  /** Contract violations of the request. Empty for a valid one. */
  readonly violations: readonly Violation[];
}

/** How a target without state runs a scenario. */
export type Staging =
  /** Runs it with these headers added, and accepts the response for any of these reasons. */
  | { readonly headers?: Readonly<Record<string, string>>; readonly reasons?: readonly string[] }
  | { readonly skip: string };

/** A code with the target's explanation, which must match the contract. */
export interface VerdictFinding {
  readonly code: string;
  readonly outcome?: string;
  readonly provenance?: string;
  readonly source?: unknown;
  readonly note?: number;
}

/** The parts of an admin API verdict that scenarios check. */
export interface Verdict {
  readonly outcome: string;
  readonly status: number;
  readonly reasons: readonly VerdictFinding[];
  readonly warnings: readonly VerdictFinding[];
  readonly items: readonly {
    readonly outcome: string;
    readonly transformed: readonly VerdictFinding[];
    readonly result?: Json;
  }[];
}
