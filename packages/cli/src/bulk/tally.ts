/** Counts what becomes of the events of a run, by reason, and remembers the first places of each. */
import type { Outcome } from '@pushspec/client/reporter';
import type { Entry } from './records.ts';

/** Places that are remembered of each reason. */
const FIRST = 5;

export interface ReasonCount {
  count: number;
  /** The smallest numbers of lines, or elements. */
  readonly first: number[];
  /** Found here: nothing was sent. */
  readonly local: boolean;
  /** What was said of the first of them. */
  readonly message: string;
  readonly fix: string;
}

export interface DropCount {
  count: number;
  readonly first: number[];
  /** Of the first of them. */
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

/** How an event that was not delivered has ended. */
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

/** Counts the end of an entry; without an outcome, it never was an event. Gives what is to be said of it if it was not delivered. */
export function count(tally: Tally, entry: Entry, outcome?: Outcome<object>): Undelivered | undefined {
  if (outcome?.end === 'delivered') {
    tally.delivered++;
    if (outcome.mayBeDuplicate) tally.mayBeDuplicates++;
    return undefined;
  }
  if (outcome?.end === 'dropped') {
    tally.dropped++;
    const { cause: reason, error } = outcome;
    const message = error?.message ?? DROP_MESSAGES[reason] ?? reason;
    enter(tally.drops, reason, entry, () => ({ count: 0, first: [], message }));
    return { end: 'dropped', reason, message, fix: undefined };
  }
  tally.rejected++;
  const told = outcome
    ? { ...pick(outcome.error), local: outcome.error.local }
    : { ...problemOf(entry), local: true };
  const { reason, message, fix, local } = told;
  enter(tally.rejections, reason, entry, () => ({ count: 0, first: [], local, message, fix }));
  return { end: 'rejected', reason, message, fix };
}

const DROP_MESSAGES: Readonly<Record<string, string>> = {
  'close-timeout': 'the run was ended before it had an answer',
};

const pick = ({ reason, message, fix }: { reason: string; message: string; fix: string }) => ({
  reason,
  message,
  fix,
});

function problemOf({ problem }: Entry) {
  return { reason: problem?.code ?? '', message: problem?.message ?? '', fix: problem?.fix ?? '' };
}

function enter<Counted extends { count: number; readonly first: number[] }>(
  table: Map<string, Counted>,
  key: string,
  { number }: Entry,
  make: () => Counted,
): void {
  const row = table.get(key) ?? make();
  table.set(key, row);
  row.count++;
  const largest = row.first.at(-1) ?? 0;
  if (row.first.length === FIRST && number > largest) return;
  row.first.push(number);
  row.first.sort((a, b) => a - b);
  row.first.length = Math.min(row.first.length, FIRST);
}
