/** Every string of the page. A translation that lacks one does not compile. */
import type { View } from '../navigation/route.ts';

export interface Strings {
  title: string;
  views: Record<View, string>;
  outcomes: Record<'accepted' | 'rejected' | 'ignored' | 'transformed' | 'warning', string>;
  allApis: string;
  allOutcomes: string;
  allReasons: string;
  sandbox: string;
  /** Shown if no sandbox is selected. */
  allRequests: string;

  // List
  columns: Record<
    'time' | 'outcome' | 'status' | 'api' | 'title' | 'items' | 'size' | 'target' | 'reasons',
    string
  >;
  filterOutcome: string;
  filterReason: string;
  search: string;
  searchHint: string;
  clearFilter: string;
  noMatch: string;
  count(shown: number, kept: number): string;
  live: string;
  lost: string;
  itemCount(count: number): string;
  untitled: string;
  unreadable: string;
  emptyBody: string;
  more(count: number): string;
  notShown: string;
  keys: readonly (readonly [keys: string, meaning: string])[];

  // Nothing received yet
  waiting: string;
  waitingLead: string;
  serverSigns: string;
  sendExample: string;
  guide: string;

  // One request
  close: string;
  replay: string;
  copyCurl: string;
  copied: string;
  curlCopied: string;
  copyLink: string;
  linkCopied: string;
  copy: string;
  noProblem(items: number, hasWarnings: boolean): string;
  ignoredLead: string;
  problems(count: number): string;
  fix: string;
  likelyCause: string;
  location: string;
  received: string;
  rule: string;
  source: string;
  provenance: Record<'documented' | 'observed' | 'assumed', string>;
  details: string;
  warnings(count: number): string;
  items(count: number): string;
  item: string;
  moreItems(count: number): string;
  request: string;
  headers(count: number): string;
  body: string;
  response: string;
  noBody: string;
  reference: string;
  requestId: string;

  // Signature
  signature: string;
  stringToSign: string;
  shouldSign: string;
  didSign: string;
  shouldHash: string;
  didHash: string;
  canonicalRequest: string;
  checks: Readonly<Record<string, string>>;
  noCause: string;
  keyUnknown: string;
  showLineFeed: string;

  // Try it
  api: string;
  example: string;
  trySigned: string;
  sendToServer: string;
  sendToMock: string;
  noVerdict: string;

  // Plots
  outcomesOverTime: string;
  perStep(seconds: number, max: number): string;
  rate(windowSeconds: number): string;
  ofLimit(max: number, limit: number): string;
  batchFill: string;
  nothingYet: string;

  // Controls
  faults: string;
  faultsLead: string;
  addFault: string;
  clearFaults: string;
  noFaults: string;
  kind: string;
  kinds: Record<'reason' | 'delay' | 'reset' | 'truncated' | 'garbage', string>;
  reason: string;
  noReason: string;
  delay: string;
  times: string;
  timesLeft(times: number | undefined): string;
  clock: string;
  clockLead: string;
  frozen: string;
  running: string;
  freeze: string;
  resume: string;
  advance: string;
  reset: string;
  resetLead: string;
  resetAsk: string;
  confirm: string;
  cancel: string;

  // Open faults
  noOpenFaults: string;
  openFor(duration: string): string;

  // Token
  token: string;
  tokenAsk: string;
  useToken: string;
}
