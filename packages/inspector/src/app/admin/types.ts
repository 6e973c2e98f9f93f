/** What the inspector reads of the admin API; `admin.openapi.yaml` of the server has the whole. */

export const vendors = ['blueking', 'cloudmonitor', 'guance'] as const;
export type Vendor = (typeof vendors)[number];
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
  /** Of the English site. */
  page: string;
}

export interface Item {
  pointer: string;
  outcome: Outcome | 'transformed';
  transformed: Finding[];
  result?: unknown;
}

export interface Verdict {
  id: string;
  receivedAt: string;
  vendor: Vendor;
  profile: string;
  operation: string | null;
  outcome: Outcome;
  status: number;
  reasons: Finding[];
  warnings: Finding[];
  items: Item[];
  itemCount?: number;
  /** What is not shown and why, in English. */
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
  contentMd5: string;
  isKeyKnown: boolean;
  causes: { code: string; cause: string; fix: string }[];
  stringToSign?: string;
  difference?: { line: number; part: string; server?: string; caller?: string };
}

export interface Clock {
  now: string;
  frozen: boolean;
}

export interface OpenFault {
  eventRef: string;
  durationSeconds: number;
  requestId: string;
  event: Record<string, unknown> | null;
}
