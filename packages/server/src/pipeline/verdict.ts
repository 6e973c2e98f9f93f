/** The verdict: the outcome of a request and the reasons for it. */
import type { ApiName, Json, JsonObject, Profile } from '@pushspec/contract';
import type { Outcome, Provenance, Source } from '@pushspec/contract/reasons';

/** A reason or warning, with everything needed to act on it. */
export interface Finding {
  /** Code of the reason in the contract. */
  code: string;
  outcome: Outcome;
  /** The reason as a sentence. Credentials are masked. */
  message: string;
  /** JSON pointer into the request body. */
  pointer?: string;
  /** JSON pointer into the contract. */
  contract?: string;
  /** Whether the rule is documented, observed or assumed. */
  provenance: Provenance;
  /** Source of the rule. */
  source: Source;
  /** Number of the note in the API's NOTES.md. */
  note?: number;
  /** Says what to do. */
  fix: string;
  /** Path of the page that explains the reason, on a server with the site. */
  page: string;
}

/** The outcome of one item. `transformed`: accepted, and changed by the vendor. */
export type ItemOutcome = 'accepted' | 'rejected' | 'ignored' | 'transformed';

/** The outcome of one event or data point. */
export interface ItemVerdict {
  /** JSON pointer into the request body. */
  pointer: string;
  outcome: ItemOutcome;
  /** The changes, each with its reason. */
  transformed: Finding[];
  /** The event or data point on the vendor's side; absent if there is none. */
  result?: JsonObject;
}

/** The summary of a request in a list. */
export interface RequestSummary {
  /** Title or name of the first item, by the API's rule. */
  title?: string;
  /** Number of items; absent if the body is unreadable. */
  items?: number;
  /** Size of the body on the wire. */
  bytes: number;
  method: string;
  /** Path and query as sent. */
  target: string;
}

/** The part of a summary that is computed when the record is created. The rest is in the record itself. */
export type RecordedSummary = Omit<RequestSummary, 'method' | 'target'>;

/** The verdict on a request. */
export interface Verdict {
  /** Id of the request, as in the response header `x-pushspec-request-id`. */
  id: string;
  /** Time of arrival by the server's clock, in ISO 8601, UTC. */
  receivedAt: string;
  api: ApiName;
  /** Id of the sandbox that the request belongs to; absent if there is none. */
  sandbox?: string;
  profile: Profile;
  /** operationId, or null if the request reaches no operation. */
  operation: string | null;
  /** `ignored`: the response is a success, but the vendor drops the data. */
  outcome: 'accepted' | 'rejected' | 'ignored';
  /** HTTP status of the response. */
  status: number;
  reasons: Finding[];
  warnings: Finding[];
  /** Absent if the record cannot be shown. */
  summary?: RequestSummary;
  items: ItemVerdict[];
  /** Number of items, if only the first ones are shown. */
  itemCount?: number;
  /** Says what is not shown and why; absent if everything is shown. */
  notShown?: string;
}

/**
 * The verdict as stored. The outcome of single items is computed from the request when the verdict is read. Most
 * verdicts are never read, and computing it earlier would delay the response.
 */
export type RecordedVerdict = Omit<Verdict, 'items' | 'summary'> & {
  /** Absent in records of earlier versions. */
  summary?: RecordedSummary;
  /** Facts that the API recorded to explain the items later. */
  facts?: Json;
  /** Bytes of the body on the wire, if only its beginning is kept. */
  bodyBytes?: number;
};

/** The evaluation of a request, before it has a record and a response. */
export type Evaluation = Pick<RecordedVerdict, 'outcome' | 'reasons' | 'warnings' | 'facts'> & {
  /** Undoes changes made by the request. Called if its record is not kept after all. */
  undo?: () => void;
  /** The rejection in the vendor's words, unmasked; absent for an accepted or ignored request. */
  refusal?: WireRefusal;
};

/** The parts of the response to a rejected request. */
export interface WireRefusal {
  code: string;
  message: string;
}
