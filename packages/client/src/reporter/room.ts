/** The bound on what a reporter holds, and what happens at it. */
import type { Entry, Queue } from './queue.ts';
import { keepAlive } from './timers.ts';

interface RoomOptions<Item> {
  readonly queue: Queue<Item>;
  /** Entries, and bytes of their texts, that are not at their end. */
  readonly bound: { readonly maxItems: number; readonly maxBytes: number };
  readonly whenFull: 'drop-oldest' | 'drop-newest' | 'block';
  readonly drop: (entry: Entry<Item>) => void;
  /** An entry is in the queue. */
  readonly onAdded: () => void;
}

export interface Room<Item> {
  /** Puts an entry into the queue, or does what is to be done where there is no room. Resolves when that is done. */
  enter(entry: Entry<Item>): Promise<void>;
  /** An entry has come to its end. */
  leave(entry: Entry<Item>): void;
  /** Gives up those that wait for room, and takes the queue with them. */
  clear(): Entry<Item>[];
}

const ENTERED = Promise.resolve();

export function createRoom<Item>({ queue, bound, whenFull, drop, onAdded }: RoomOptions<Item>): Room<Item> {
  const held = { items: 0, bytes: 0 };
  let outside: { readonly entry: Entry<Item>; readonly resolve: () => void }[] = [];
  let release: (() => void) | undefined;

  // What is larger than the bound gets in where nothing else is: it would wait for ever.
  const fits = ({ bytes }: Entry<Item>, beside = held) =>
    beside.items === 0 || (beside.items < bound.maxItems && beside.bytes + bytes <= bound.maxBytes);

  const underWay = () => ({ items: held.items - queue.length, bytes: held.bytes - queue.bytes });

  const admit = (entry: Entry<Item>) => {
    held.items++;
    held.bytes += entry.bytes;
    queue.add(entry);
    onAdded();
  };

  const leave = (entry: Entry<Item>) => {
    held.items--;
    held.bytes -= entry.bytes;
    while (outside[0] && fits(outside[0].entry)) {
      const next = outside.shift();
      if (!next) return;
      admit(next.entry);
      next.resolve();
    }
    if (outside.length === 0) letGo();
  };

  const letGo = () => {
    release?.();
    release = undefined;
  };

  return {
    leave,
    enter(entry) {
      if (whenFull === 'block' && (outside.length > 0 || !fits(entry))) {
        // A caller that does not wait must not fill the memory by waiting.
        if (outside.length < bound.maxItems) {
          // The reporter's timers alone would not keep alive a process that waits for this.
          release ??= keepAlive();
          return new Promise((resolve) => outside.push({ entry, resolve }));
        }
        drop(entry);
        return ENTERED;
      }
      // Nothing has to go for an event that finds no place all the same.
      while (whenFull === 'drop-oldest' && !fits(entry) && fits(entry, underWay())) {
        const oldest = queue.removeOldest();
        if (!oldest) break;
        leave(oldest);
        drop(oldest);
      }
      if (fits(entry)) admit(entry);
      else drop(entry);
      return ENTERED;
    },
    clear() {
      const cleared: Entry<Item>[] = [];
      const waiting = outside;
      outside = [];
      for (let entry = queue.removeOldest(); entry; entry = queue.removeOldest()) {
        cleared.push(entry);
        leave(entry);
      }
      for (const { entry, resolve } of waiting) {
        cleared.push(entry);
        resolve();
      }
      letGo();
      return cleared;
    },
  };
}
