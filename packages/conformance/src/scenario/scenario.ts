/** What a scenario is: one behaviour of one operation, as plain data. `spec/scenario.schema.json` describes the files. */
import type { Json, Profile, Vendor } from '@pushspec/contract';

/** Code of a scenario that shows a plain success. */
export const ACCEPTED = 'accepted';

export interface Scenario {
  /** Vendor and file name: `blueking/metrics-missing`. */
  readonly id: string;
  readonly vendor: Vendor;
  /** Where it stands, from the root of the repository: `spec/blueking/scenarios/metrics-missing.yaml`. */
  readonly file: string;
  readonly summary: string;
  /** operationId in the vendor's contract. */
  readonly operation: string;
  readonly profiles: readonly Profile[];
  /** The code of the contract that it shows, or {@link ACCEPTED}. */
  readonly reason: string;
  /** Number in the vendor's NOTES.md. */
  readonly note?: number;
  /** Key of the contract's `info.x-sources`. */
  readonly source?: string;
  /** Other reasons that the contract lets an implementation give. */
  readonly or?: readonly string[];
  /** True if only NOTES.md states the rule, so that an implementation of the contract cannot know it. */
  readonly onlyNotes?: boolean;
  readonly given: Given;
  readonly call?: Call;
  readonly raw?: RawRequest;
  readonly expect: Expectation;
  /** Target name to the reason why it cannot play this. */
  readonly except: Readonly<Record<string, string>>;
}

/** What holds before the request. */
export interface Given {
  /** Role of the credential that sends: see `credentials.ts`. */
  readonly as?: string;
  /** Members of that credential which are replaced for this request. */
  readonly with?: Readonly<Record<string, Json>>;
  /** Settings that the vendor's part of the target's configuration must have. */
  readonly config?: Readonly<Record<string, Json>>;
  /** Reason code of the rate limit that has just been used up. */
  readonly exhausted?: string;
  /** What has used it up; without it, calls that are accepted. */
  readonly exhaustedBy?: Call;
  /** The target's clock, ISO 8601. */
  readonly clock?: string;
  /** Reason code with which the next answer fails. */
  readonly fault?: string;
}

/** A typed call: what a program hands to a client. Its members are the vendor's. */
export type Call = Readonly<Record<string, Json>>;

export interface RawRequest {
  /** @default the operation's */
  readonly method?: string;
  /** Path and query as sent. @default the operation's, with the credential's values in its parameters */
  readonly path?: string;
  /** Added to the usual ones; null leaves one of those out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: Json;
  readonly json?: Json;
  readonly base64?: string;
  /** Bytes to which the body is filled up with spaces. */
  readonly size?: Json;
  /** Deviations in signing; false: not signed. */
  readonly sign?: SignDeviations | false;
}

/** How a signed request differs from a correctly signed one. */
export interface SignDeviations {
  /** Role of the credential that signs. @default the one that sends */
  readonly as?: string;
  /** Secret that is used instead of the right one. */
  readonly secret?: string;
  /** Text of the Date header; null leaves it out. */
  readonly date?: string | null;
  /** The digest of the body: in another writing, another text, or null for none. */
  readonly md5?: 'lower-case' | 'base64' | string | null;
  /** Body that is digested and signed instead of the one that is sent. */
  readonly body?: string;
  /** The signature: in another writing, or another text. */
  readonly signature?: 'lower-case' | 'base64' | string;
  /** Method that is signed instead of the one that is sent. */
  readonly method?: string;
  /** Headers that are signed with another value than they are sent with. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Expectation {
  /** @default the status of the scenario's reason */
  readonly status?: number;
  /** Header name to its value or a matcher. */
  readonly headers?: Readonly<Record<string, Json>>;
  /** A part of the JSON body with matchers in it, or the exact text. */
  readonly body?: Json;
  readonly verdict?: ExpectedVerdict;
  /** The answer is not the vendor application's: the contract does not describe it. */
  readonly undocumented?: true;
}

export interface ExpectedVerdict {
  readonly outcome?: 'accepted' | 'rejected' | 'ignored';
  /** Codes that are among those of the verdict; an empty list says that there is none. */
  readonly reasons?: readonly string[];
  readonly warnings?: readonly string[];
  readonly items?: readonly ExpectedItem[];
}

export interface ExpectedItem {
  readonly outcome?: string;
  readonly transformed?: readonly string[];
  /** A part of what the vendor's side makes of it, with matchers in it. */
  readonly result?: Json;
}
