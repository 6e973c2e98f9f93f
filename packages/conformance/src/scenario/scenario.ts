/** A scenario: one behavior of one operation, as plain data. `spec/scenario.schema.json` describes the files. */
import type { ApiName, Json, Profile, SchemeName } from '@pushspec/contract';

/** Code of a scenario that shows a plain success. */
export const ACCEPTED = 'accepted';

/** One behavior of one operation. */
export interface Scenario {
  /** Vendor and file name: `blueking/metrics-missing`. */
  readonly id: string;
  readonly api: ApiName;
  /** Path from the root of the repository: `spec/blueking/scenarios/metrics-missing.yaml`. */
  readonly file: string;
  readonly summary: string;
  /** operationId in the vendor's contract. */
  readonly operation: string;
  readonly profiles: readonly Profile[];
  /** The reason code that it shows, or {@link ACCEPTED}. */
  readonly reason: string;
  /** Number in the vendor's NOTES.md. */
  readonly note?: number;
  /** Key of the contract's `info.x-sources`. */
  readonly source?: string;
  /** Other reasons that the contract allows instead. */
  readonly or?: readonly string[];
  /** True if only NOTES.md states the rule, which an implementation of the contract cannot know. */
  readonly onlyNotes?: boolean;
  readonly given: Given;
  readonly call?: Call;
  readonly raw?: RawRequest;
  readonly expect: Expectation;
  /** Reasons why targets cannot run the scenario, by target name. */
  readonly except: Readonly<Record<string, string>>;
}

/** The preconditions of the request. */
export interface Given {
  /** Role of the credential that sends. See `apis/api-adapter.ts`. */
  readonly as?: string;
  /** Fields of that credential to replace for this request. */
  readonly with?: Readonly<Record<string, Json>>;
  /** Required settings in the API's part of the target's configuration. */
  readonly config?: Readonly<Record<string, Json>>;
  /** Reason code of the rate limit that has been used up. */
  readonly exhausted?: string;
  /** Calls that used it up. @default calls that are accepted */
  readonly exhaustedBy?: Call;
  /** The target's time in ISO 8601. */
  readonly clock?: string;
  /** Whether the same bytes were sent before. */
  readonly replayed?: true;
  /** Reason code with which the next response fails. */
  readonly fault?: string;
}

/** A typed call: the arguments that a program passes to a client. Its properties depend on the vendor. */
export type Call = Readonly<Record<string, Json>>;

/** A request that a scenario spells out. Without `body`, `json` and `base64`, it has no body. */
export interface RawRequest {
  /** @default the operation's */
  readonly method?: string;
  /** Path and query as sent. @default the operation's, with the credential's values in its parameters */
  readonly path?: string;
  /** Headers to add to the default ones. `null` omits a default header. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: Json;
  readonly json?: Json;
  /** The part of an RPC request with the parameters of `json`. @default form, or query for other methods */
  readonly parameters?: 'query' | 'form' | 'both';
  readonly base64?: string;
  /** Size in bytes to which the body is padded with spaces. */
  readonly size?: Json;
  /** Deviations in signing, or `false` for an unsigned request. */
  readonly sign?: SignDeviations | false;
}

/** How a signed request differs from a correctly signed one. */
export interface SignDeviations {
  /** The scheme, if the contract has several. @default 'acs3' */
  readonly scheme?: SchemeName;
  /** The nonce, or `null` to omit it. @default a new one */
  readonly nonce?: string | null;
  /** Headers or parameters of the signature to leave out. */
  readonly without?: readonly string[];
  /** Headers or parameters that are sent without being signed. */
  readonly unsigned?: readonly string[];
  /** Role of the credential that signs. @default the one that sends */
  readonly as?: string;
  /** Secret to use instead of the right one. */
  readonly secret?: string;
  /** Value of the Date header, or `null` to omit it. */
  readonly date?: string | null;
  /** The digest of the body: another format, another string, or `null` for none. */
  readonly md5?: 'lower-case' | 'base64' | string | null;
  /** Body to digest and sign instead of the one that is sent. */
  readonly body?: string;
  /** The signature: another format, or another string. */
  readonly signature?: 'lower-case' | 'base64' | string;
  /** Method to sign instead of the one that is sent. */
  readonly method?: string;
  /** Headers that are signed with a different value than they are sent with. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a scenario expects beyond its reason. */
export interface Expectation {
  /** @default the status of the scenario's reason */
  readonly status?: number;
  /** Values or matchers by header name. */
  readonly headers?: Readonly<Record<string, Json>>;
  /** Part of the JSON body with matchers, or the exact string. */
  readonly body?: Json;
  readonly verdict?: ExpectedVerdict;
  /** Whether the response does not come from the vendor's application, so that the contract does not describe it. */
  readonly undocumented?: true;
}

/** The expected parts of a verdict. */
export interface ExpectedVerdict {
  readonly outcome?: 'accepted' | 'rejected' | 'ignored';
  /** Codes that the verdict must include. An empty list means that it has none. */
  readonly reasons?: readonly string[];
  readonly warnings?: readonly string[];
  readonly items?: readonly ExpectedItem[];
}

/** The expected parts of an item in a verdict. */
export interface ExpectedItem {
  readonly outcome?: string;
  readonly transformed?: readonly string[];
  /** Part of the vendor's result for the item, with matchers. */
  readonly result?: Json;
}
