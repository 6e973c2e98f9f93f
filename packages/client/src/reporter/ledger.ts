/** Counts what becomes of the events. */
import type { DropCause, Ledger, Outcome } from './outcome.ts';

export interface LedgerBook {
  pushed(): void;
  ended(outcome: Outcome): void;
  /** The state at this moment. */
  read(): Ledger;
}

export function createLedger(): LedgerBook {
  const ends = { delivered: 0, rejected: 0, dropped: 0 };
  const rejections: Record<string, number> = {};
  const drops: Partial<Record<DropCause, number>> = {};
  let pushed = 0;
  let mayBeDuplicates = 0;
  return {
    pushed() {
      pushed++;
    },
    ended(outcome) {
      ends[outcome.end]++;
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
        rejections: { ...rejections },
        drops: { ...drops },
      };
    },
  };
}

function count<Key extends string>(table: Partial<Record<Key, number>>, key: Key): void {
  table[key] = (table[key] ?? 0) + 1;
}
