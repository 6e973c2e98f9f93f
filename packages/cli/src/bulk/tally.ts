/** Counts the results of a run by reason, and keeps the first line numbers for each reason. */
import { isPushError } from '@pushspec/client';
import type { Outcome } from '@pushspec/client/reporter';
import type { Entry } from './records.ts';

/** Line numbers kept for each reason. */
const MAX_NUMBERS = 5;

export interface ReasonCount {
  count: number;
  /** The lowest line or element numbers. */
  readonly first: number[];
  /** Whether the client rejected it before sending. */
  readonly local: boolean;
  /** Message of the first one. */
  readonly message: string;
  readonly fix: string;
}

export interface DropCount {
  count: number;
  readonly first: number[];
  /** Message of the first one. */
  readonly message: string;
}

export interface Tally {
  read: number;
  delivered: number;
  rejected: number;
  dropped: number;
  mayBeDuplicates: number;
  requests: number;
  readonly rejections: Map<string, ReasonCount>;
  readonly drops: Map<string, DropCount>;
}

/** The result of an event that was not delivered. */
export interface Undelivered {
  readonly end: 'rejected' | 'dropped';
  readonly reason: string;
  readonly message: string;
  readonly fix: string | undefined;
}

export function createTally(): Tally {
  return {
    read: 0,
    delivered: 0,
    rejected: 0,
    dropped: 0,
    mayBeDuplicates: 0,
    requests: 0,
    rejections: new Map(),
    drops: new Map(),
  };
}

/** Counts the result of an entry and returns the details if it was not delivered. An entry without an outcome is not a valid event. */
export function count(tally: Tally, entry: Entry, outcome?: Outcome<object>): Undelivered | undefined {
  if (outcome?.end === 'delivered') {
    tally.delivered++;
    if (outcome.mayBeDuplicate) tally.mayBeDuplicates++;
    return undefined;
  }
  if (outcome?.end === 'dropped') {
    tally.dropped++;
    const { cause: reason, error } = outcome;
    const message = messageOfDrop(reason, error);
    addTo(tally.drops, reason, entry, () => ({ count: 0, first: [], message }));
    return { end: 'dropped', reason, message, fix: undefined };
  }
  tally.rejected++;
  const details = outcome
    ? { ...pick(outcome.error), local: outcome.error.local }
    : { ...problemOf(entry), local: true };
  const { reason, message, fix, local } = details;
  addTo(tally.rejections, reason, entry, () => ({ count: 0, first: [], local, message, fix }));
  return { end: 'rejected', reason, message, fix };
}

/** The run may end while a batch is sent again because one of its events was refused. The others are not to blame. */
function messageOfDrop(reason: string, error: Error | undefined): string {
  const isRefusal = isPushError(error) && error.aboutItem;
  return (isRefusal ? undefined : error?.message) ?? DROP_MESSAGES[reason] ?? error?.message ?? reason;
}

const DROP_MESSAGES: Readonly<Record<string, string>> = {
  'close-timeout': 'the run ended before the response arrived',
};

const pick = ({ reason, message, fix }: { reason: string; message: string; fix: string }) => ({
  reason,
  message,
  fix,
});

function problemOf({ problem }: Entry) {
  return { reason: problem?.code ?? '', message: problem?.message ?? '', fix: problem?.fix ?? '' };
}

function addTo<Counted extends { count: number; readonly first: number[] }>(
  table: Map<string, Counted>,
  key: string,
  { number }: Entry,
  make: () => Counted,
): void {
  const row = table.get(key) ?? make();
  table.set(key, row);
  row.count++;
  const largest = row.first.at(-1) ?? 0;
  if (row.first.length === MAX_NUMBERS && number > largest) return;
  row.first.push(number);
  row.first.sort((a, b) => a - b);
  row.first.length = Math.min(row.first.length, MAX_NUMBERS);
}
