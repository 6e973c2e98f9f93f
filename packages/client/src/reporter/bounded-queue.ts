/** Limits how much a reporter holds, and decides what happens at the limit. */
import { createQueue, type Entry, type Queue } from './queue.ts';
import { keepAlive } from './timers.ts';

interface BoundedQueueOptions<Item> {
  readonly queue: Queue<Item>;
  /** Maximum number of entries that have not ended, and of the bytes of their JSON. */
  readonly bound: { readonly maxItems: number; readonly maxBytes: number };
  readonly whenFull: 'drop-oldest' | 'drop-newest' | 'block';
  readonly drop: (entry: Entry<Item>) => void;
  /** Called when an entry is in the queue. */
  readonly onAdded: () => void;
}

export interface BoundedQueue<Item> {
  /** Puts an entry into the queue, or applies `whenFull`. Resolves when that is done. */
  enter(entry: Entry<Item>): Promise<void>;
  /** Removes entries that have ended. */
  leave(entries: readonly Entry<Item>[]): void;
  /** Adjusts the size of an entry that has left the queue and has not ended, by this many bytes. */
  resized(bytes: number): void;
  /** Returns how much has not ended, including entries that wait for room. */
  held(): { readonly items: number; readonly bytes: number };
  /** Empties the queue and returns its entries, including those that wait for room. */
  clear(): Entry<Item>[];
}

const ENTERED = Promise.resolve();

interface Group {
  /** Number of entries that wait for room. */
  left: number;
  /** Whether more entries may join. */
  isOpen: boolean;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

export function createBoundedQueue<Item>({
  queue,
  bound,
  whenFull,
  drop,
  onAdded,
}: BoundedQueueOptions<Item>): BoundedQueue<Item> {
  const held = { items: 0, bytes: 0 };
  /** Entries that wait for room. */
  const outside = createQueue<Item>(0);
  /** The callers of these entries in groups, the oldest first. */
  const groups: Group[] = [];
  let release: (() => void) | undefined;

  // An entry that is larger than the bound is admitted when nothing else is held. It would otherwise wait forever.
  const fits = ({ bytes }: Entry<Item>, beside = held) =>
    beside.items === 0 || (beside.items < bound.maxItems && beside.bytes + bytes <= bound.maxBytes);

  const underWay = () => ({ items: held.items - queue.length, bytes: held.bytes - queue.bytes });

  const admit = (entry: Entry<Item>) => {
    held.items++;
    held.bytes += entry.bytes;
    queue.add(entry);
    onAdded();
  };

  const leave = (entries: readonly Entry<Item>[]) => {
    for (const { bytes } of entries) {
      held.items--;
      held.bytes -= bytes;
    }
    while (outside.oldest && fits(outside.oldest)) {
      admit(outside.removeOldest() as Entry<Item>);
      arrived();
    }
    if (outside.length === 0) letGo();
  };

  /** Returns a promise for an entry that waits for room. Pushes of the same turn share it, because one for each would cost more. */
  const wait = (entry: Entry<Item>): Promise<void> => {
    outside.add(entry);
    let group = groups.at(-1);
    if (!group?.isOpen) {
      let resolve = () => {};
      const promise = new Promise<void>((entered) => {
        resolve = entered;
      });
      const opened = { left: 0, isOpen: true, promise, resolve };
      groups.push(opened);
      void ENTERED.then(() => {
        opened.isOpen = false;
      });
      group = opened;
    }
    group.left++;
    return group.promise;
  };

  /** Counts the oldest waiting entry as admitted. */
  const arrived = () => {
    const [group] = groups;
    if (group && --group.left === 0) {
      groups.shift();
      group.resolve();
    }
  };

  const letGo = () => {
    release?.();
    release = undefined;
  };

  return {
    leave,
    held: () => ({
      items: held.items + outside.length,
      bytes: held.bytes + outside.bytes,
    }),
    resized(bytes) {
      held.bytes += bytes;
    },
    enter(entry) {
      if (whenFull === 'block' && (outside.length > 0 || !fits(entry))) {
        // A caller that ignores the promise must not fill the memory.
        if (outside.length < bound.maxItems) {
          // The reporter's timers do not keep a process alive that waits for this.
          release ??= keepAlive();
          return wait(entry);
        }
        drop(entry);
        return ENTERED;
      }
      // Drops nothing for an event that would not fit anyway.
      while (whenFull === 'drop-oldest' && !fits(entry) && fits(entry, underWay())) {
        const oldest = queue.removeOldest();
        if (!oldest) break;
        leave([oldest]);
        drop(oldest);
      }
      if (fits(entry)) admit(entry);
      else drop(entry);
      return ENTERED;
    },
    clear() {
      const emptied = (from: Queue<Item>) => {
        const entries: Entry<Item>[] = [];
        for (let entry = from.removeOldest(); entry; entry = from.removeOldest()) entries.push(entry);
        return entries;
      };
      const waiting = emptied(outside);
      const inside = emptied(queue);
      leave(inside);
      for (const _ of waiting) arrived();
      return [...inside, ...waiting];
    },
  };
}
