/** How far everything has come to its end, where events end in another order than they were read. */
import type { Position } from './lines.ts';

/** One event between its beginning and its end. */
export interface Pending {
  readonly end: Position;
  isOver: boolean;
  isDelivered: boolean;
}

export interface Prefix {
  /** All before this place is done for good, and does not have to be sent again. */
  readonly position: Position;
  /** Events that have begun and are behind it. */
  readonly waiting: number;
  /** How many of these are delivered. */
  readonly beyond: number;
  /** An event begins; in the order in which they are read. */
  begin(end: Position): Pending;
  /** It is done for good. What has another end is not told here, and holds the position. */
  end(pending: Pending, isDelivered: boolean): void;
}

export function createPrefix(start: Position): Prefix {
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
    get beyond() {
      return waiting.slice(head).filter(({ isDelivered }) => isDelivered).length;
    },
    begin(end) {
      const pending = { end, isOver: false, isDelivered: false };
      waiting.push(pending);
      return pending;
    },
    end(pending, isDelivered) {
      pending.isOver = true;
      pending.isDelivered = isDelivered;
      for (let next = waiting[head]; next?.isOver; next = waiting[head]) {
        position = next.end;
        head++;
      }
      // Moved together now and then, so that each end costs the same.
      if (head > 1024 && head * 2 > waiting.length) {
        waiting = waiting.slice(head);
        head = 0;
      }
    },
  };
}
