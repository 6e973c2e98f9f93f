/** The verdict: the one record that says what became of a request and why. */
import type { Json, JsonObject, Profile, Vendor } from '@pushspec/contract';
import type { Outcome, Provenance, Source } from '@pushspec/contract/reasons';

/** One reason or warning, with everything a reader needs to act on it. */
export interface Finding {
  code: string;
  outcome: Outcome;
  /** The reason in a sentence; credentials are masked. */
  message: string;
  /** JSON pointer into the request body. */
  pointer?: string;
  /** JSON pointer into the contract. */
  contract?: string;
  provenance: Provenance;
  source: Source;
  /** Number of the note in the vendor's NOTES.md. */
  note?: number;
  fix: string;
  /** Where the site explains the reason: a path on a server that has the site. */
  page: string;
}

export type ItemOutcome = 'accepted' | 'rejected' | 'ignored' | 'transformed';

/** What became of one event or data point. */
export interface ItemVerdict {
  pointer: string;
  outcome: ItemOutcome;
  transformed: Finding[];
  /** What the vendor's side makes of it; absent where nothing comes of it. */
  result?: JsonObject;
}

export interface Verdict {
  id: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  vendor: Vendor;
  profile: Profile;
  /** operationId, or null where the request reaches none. */
  operation: string | null;
  outcome: 'accepted' | 'rejected' | 'ignored';
  /** HTTP status of the answer. */
  status: number;
  reasons: Finding[];
  warnings: Finding[];
  items: ItemVerdict[];
  /** How many items there are, where only the first of them are shown. */
  itemCount?: number;
  /** What is not shown and why, where something is missing. */
  notShown?: string;
}

/**
 * The verdict as it is kept. What became of the single items is told from the request when somebody asks:
 * nobody reads most verdicts, and every sender would wait for it.
 */
export type RecordedVerdict = Omit<Verdict, 'items'> & {
  /** What the vendor's part has to remember to explain the items later. */
  facts?: Json;
  /** Bytes of the body on the wire, where only its beginning is kept. */
  bodyBytes?: number;
};

/** What a request is judged to be, before it has a record and an answer. */
export type Judgement = Pick<RecordedVerdict, 'outcome' | 'reasons' | 'warnings' | 'facts'> & {
  /** Takes back what the request has changed; called where its record is not kept after all. */
  undo?: () => void;
  /** The refusal as the vendor words it, unmasked; absent for an accepted or ignored request. */
  refusal?: WireRefusal;
};

/** What the answer to a refused request is made of. */
export interface WireRefusal {
  code: string;
  message: string;
}
