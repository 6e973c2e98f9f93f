/** Counts how events end. */
import type { DropCause, End, Ledger } from './outcome.ts';

export interface LedgerBook {
  /** Adds to the number of pushed events. A spool subtracts those that get their outcome later. */
  pushed(count: number): void;
  ended(outcome: End): void;
  /** Returns the current counts. */
  read(): Ledger;
}

export function createLedger(): LedgerBook {
  const ends = { delivered: 0, rejected: 0, dropped: 0 };
  const rejections: Record<string, number> = {};
  const drops: Partial<Record<DropCause, number>> = {};
  let pushed = 0;
  let mayBeDuplicates = 0;
  let mayHaveArrived = 0;
  return {
    pushed(count) {
      pushed += count;
    },
    ended(outcome) {
      ends[outcome.end]++;
      if (outcome.end !== 'delivered') mayHaveArrived += outcome.mayHaveArrived ? 1 : 0;
      if (outcome.end === 'delivered') mayBeDuplicates += outcome.mayBeDuplicate ? 1 : 0;
      else if (outcome.end === 'rejected') count(rejections, outcome.error.reason);
      else count(drops, outcome.cause);
    },
    read() {
      const pending = pushed - ends.delivered - ends.rejected - ends.dropped;
      return {
        pushed,
        ...ends,
        pending,
        mayBeDuplicates,
        mayHaveArrived,
        rejections: { ...rejections },
        drops: { ...drops },
      };
    },
  };
}

function count<Key extends string>(table: Partial<Record<Key, number>>, key: Key): void {
  table[key] = (table[key] ?? 0) + 1;
}
