/** The interface of the store for requests and their verdicts. */
import type { ApiName } from '@pushspec/contract';
import type { RecordedVerdict, Verdict } from '../pipeline/verdict.ts';

/** A request as received. Its bytes are kept, so that it can be sent again. */
export interface StoredRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** The response as sent. */
export interface StoredResponse {
  status: number;
  body: string;
}

/** A request with its verdict and response. */
export interface StoredRecord {
  verdict: RecordedVerdict;
  request: StoredRequest;
  response: StoredResponse;
}

/** Number of records that a store keeps by default. */
export const DEFAULT_MAX_RECORDS = 10_000;

/** Maximum number of records that `list` returns by default. */
export const DEFAULT_LIMIT = 50;

/** Selects records. All given properties must match. */
export interface Filter {
  /** Only requests to this API. */
  api?: ApiName;
  /** Only requests with this outcome. */
  outcome?: Verdict['outcome'];
  /** Code of a reason or a warning. */
  reason?: string;
  /** Id of a sandbox, or an empty string for requests outside of sandboxes. @default all */
  sandbox?: string;
  /** Only requests received before the request with this id. */
  before?: string;
  /** Maximum number of requests, counted from the newest. @default all */
  limit?: number;
}

/** A store of requests. Asynchronous, so that several servers could share one. */
export interface Store {
  /** Resolves when the record is committed. */
  append(record: StoredRecord): Promise<void>;
  /** Returns records, newest first, and {@link DEFAULT_LIMIT} at most if the filter has no limit. */
  list(filter?: Filter): Promise<StoredRecord[]>;
  /** Resolves to `undefined` if no record with this id is kept. */
  get(id: string): Promise<StoredRecord | undefined>;
  /** Returns the number of kept records, and of records dropped at the limits: of one sandbox, or all. */
  counts(sandbox?: string): Promise<{ kept: number; dropped: number }>;
  /** Removes the records of a sandbox, or for an empty id those outside of sandboxes. */
  reset(sandbox: string): Promise<void>;
  close(): Promise<void>;
}
