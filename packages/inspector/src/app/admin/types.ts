/** Types of the parts of the admin API that the inspector reads. `admin.openapi.yaml` of the server describes the whole API. */
import type { ApiName } from '@pushspec/contract';

export type { ApiName } from '@pushspec/contract';

export const outcomes = ['accepted', 'rejected', 'ignored'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Finding {
  code: string;
  outcome: string;
  message: string;
  pointer?: string;
  contract?: string;
  provenance: 'documented' | 'observed' | 'assumed';
  source: { title: string; url?: string; read: string };
  note?: number;
  fix: string;
  /** Path of the explanation on the English site. */
  page: string;
}

export interface Item {
  pointer: string;
  outcome: Outcome | 'transformed';
  transformed: Finding[];
  result?: unknown;
}

export interface Summary {
  title?: string;
  items?: number;
  bytes: number;
  method: string;
  target: string;
}

export interface Verdict {
  id: string;
  receivedAt: string;
  api: ApiName;
  /** Absent if the request belongs to no sandbox. */
  sandbox?: string;
  profile: string;
  operation: string | null;
  outcome: Outcome;
  status: number;
  reasons: Finding[];
  warnings: Finding[];
  summary?: Summary;
  items: Item[];
  itemCount?: number;
  /** What content is hidden and why, in English. */
  notShown?: string;
}

export interface HttpRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

export interface RequestRecord {
  verdict: Verdict;
  request: HttpRequest;
  answer: { status: number; body: string };
}

export interface SignatureReport {
  signature: string;
  digest?: { header: string; check: string };
  isKeyKnown: boolean;
  causes: { code: string; cause: string; fix: string }[];
  stringToSign?: string;
  /** Contains the request whose digest is in the string to sign. */
  canonicalRequest?: string;
  /** What the caller signed, if it is known and differs. */
  callerString?: string;
}

export interface Clock {
  now: string;
  frozen: boolean;
}

export interface Fault {
  api: ApiName;
  kind: string;
  reason?: string;
  delayMs?: number;
  times?: number;
  every?: number;
}

export interface Sandbox {
  id: string;
  name?: string;
}

export interface OpenFault {
  eventRef: string;
  durationSeconds: number;
  requestId: string;
  event: Record<string, unknown> | null;
}
