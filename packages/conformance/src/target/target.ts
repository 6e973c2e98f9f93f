/** What scenarios are played against: our server, the mock, a client, or anybody's endpoint. */
import type { Config, Json, Profile, Vendor } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { Violation } from '../contract/violation.ts';
import type { Call, Scenario } from '../scenario/scenario.ts';
import type { Credential } from '../vendors/vendor.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/**
 * A target. Its optional methods are its capabilities: a scenario that needs one which is not there
 * is skipped, counted and listed.
 */
export interface Target {
  /** The key of a scenario's `except`. */
  readonly name: string;
  readonly profile: Profile;
  /** The credentials and settings in force. */
  readonly config: Config;
  /** Milliseconds since 1970 by the target's clock. */
  now(): number;
  /** Whether that clock stands still between requests: rate limits can then be used up exactly. */
  readonly holdsClock: boolean;
  /** Sends a request as it is. Without it the target plays typed calls only. */
  send?(request: WireRequest): Promise<WireAnswer>;
  /** Plays a typed call itself. Without it the call is encoded and sent. */
  call?(call: TypedCall): Promise<CallOutcome>;
  /** What the target says has become of a request; undefined where it keeps no record of it. */
  verdictOf?(answer: WireAnswer): Promise<Verdict | undefined>;
  /** How many requests to a vendor it has kept since the last reset. */
  kept?(vendor: Vendor): Promise<number>;
  /** Forgets all earlier requests, and sets the clock to where it began. */
  reset?(): Promise<void>;
  /** Sets the clock, in milliseconds since 1970. */
  setClock?(nowMs: number): Promise<void>;
  /** Lets the next answer of the vendor fail with this reason. */
  fail?(fault: { vendor: Vendor; reason: string }): Promise<void>;
  /** Changes settings of the vendor's part of the configuration; they last until the next scenario. */
  configure?(vendor: Vendor, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Whether each of its answers is, to the last member, the contract's example of what it shows. */
  readonly answersWithExamples?: boolean;
  /** How a scenario is shown by a target that has no state to establish it with. */
  stage?(plan: StagePlan): Staging;
}

/** What a scenario presupposes and a target cannot be brought to; the message says what. */
export class CannotEstablish extends Error {
  override readonly name = 'CannotEstablish';
}

export interface TypedCall {
  readonly vendor: Vendor;
  readonly call: Call;
  readonly credential: Credential;
}

/** What a typed call came to. */
export type CallOutcome = {
  /** What was put on the wire, in order; undefined where the target does not see it. */
  readonly sent?: readonly WireRequest[];
} & (
  | { readonly accepted: true; readonly status: number }
  | {
      readonly accepted: false;
      readonly reason: string;
      readonly status: number | undefined;
      /** All that the error shows. */
      readonly shown?: string;
    }
);

export interface StagePlan {
  readonly scenario: Scenario;
  readonly contract: Contract;
  readonly request: WireRequest;
  /** What the contract finds wrong with the request; empty for one that a validator lets pass. */
  readonly violations: readonly Violation[];
}

export type Staging =
  /** Plays it, with these headers added, and accepts the answer of any of these reasons. */
  | { readonly headers?: Readonly<Record<string, string>>; readonly reasons?: readonly string[] }
  | { readonly skip: string };

/** A code, and what the target's record says of it; what it says has to be the catalogue's word. */
export interface VerdictFinding {
  readonly code: string;
  readonly outcome?: string;
  readonly provenance?: string;
  readonly source?: unknown;
  readonly note?: number;
}

/** A verdict as the admin API of the reference server shows it; the parts that scenarios look at. */
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
