/** Where requests and their verdicts are kept. */
import type { Vendor } from '@pushspec/contract';
import type { RecordedVerdict, Verdict } from '../pipeline/verdict.ts';

/** A request as received; the bytes are kept so that it can be sent again. */
export interface StoredRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

export interface StoredAnswer {
  status: number;
  body: string;
}

export interface StoredRecord {
  verdict: RecordedVerdict;
  request: StoredRequest;
  answer: StoredAnswer;
}

/** Records in a page of `list`. */
export const DEFAULT_LIMIT = 50;

export interface Filter {
  vendor?: Vendor;
  outcome?: Verdict['outcome'];
  /** Code of a reason or a warning. */
  reason?: string;
  /** Only what came before the request with this id. */
  before?: string;
  /** @default 50 */
  limit?: number;
}

/** Asynchronous, so that a store for several servers can stand behind it. */
export interface Store {
  /** Resolves when the record is committed. */
  append(record: StoredRecord): Promise<void>;
  /** Newest first. */
  list(filter?: Filter): Promise<StoredRecord[]>;
  get(id: string): Promise<StoredRecord | undefined>;
  /** Records kept, and records given up because the store is bounded. */
  counts(): Promise<{ kept: number; dropped: number }>;
  reset(): Promise<void>;
  close(): Promise<void>;
}
