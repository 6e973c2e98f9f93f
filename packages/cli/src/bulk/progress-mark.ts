/** Tracks the position before which every event is done, although events finish out of order. */
import type { Position } from './lines.ts';

/** An event without a final result. */
export interface Pending {
  readonly end: Position;
  isDone: boolean;
  isDelivered: boolean;
}

export interface ProgressMark {
  /** Everything before this position is done and is not sent again. */
  readonly position: Position;
  /** Number of events that started after this position. */
  readonly waiting: number;
  /** Number of those events that were delivered. */
  readonly deliveredAhead: number;
  /** Starts an event. Call it in the order of the input. */
  begin(end: Position): Pending;
  /** Marks an event as done. An event that is never marked holds the position back. */
  end(pending: Pending, isDelivered: boolean): void;
}

export function createProgressMark(start: Position): ProgressMark {
  let position = start;
  let waiting: Pending[] = [];
  let head = 0;
  return {
    get position() {
      return position;
    },
    get waiting() {
      return waiting.length - head;
    },
    get deliveredAhead() {
      return waiting.slice(head).filter(({ isDelivered }) => isDelivered).length;
    },
    begin(end) {
      const pending = { end, isDone: false, isDelivered: false };
      waiting.push(pending);
      return pending;
    },
    end(pending, isDelivered) {
      pending.isDone = true;
      pending.isDelivered = isDelivered;
      for (let next = waiting[head]; next?.isDone; next = waiting[head]) {
        position = next.end;
        head++;
      }
      // Compacts the array only occasionally, so that each call takes constant time on average.
      if (head > 1024 && head * 2 > waiting.length) {
        waiting = waiting.slice(head);
        head = 0;
      }
    },
  };
}
