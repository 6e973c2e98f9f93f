/** The events that this process has taken from the store and that the store still holds. */
import type { Entry } from '../reporter/queue.ts';

/** What the store knows about an entry. */
export interface Origin {
  readonly id: number;
  /** When it was pushed, in milliseconds since 1970. */
  readonly at: number;
  /** Number of earlier requests that may have contained it. */
  readonly attempts: number;
  /** Number of times that this process became the sender before it took the entry. Ids are invalid in another term. */
  readonly term: number;
}

/** What became of a store. */
export interface Loss {
  readonly term: number;
  /** Highest id that this process has taken. */
  readonly upTo: number;
  readonly error: Error;
}

/** The origin is in the entry, because a map of all entries would be slow. */
type KeptEntry<Item> = Entry<Item> & { origin: Origin; heldBytes: number };

export interface Kept<Item> {
  /** Number of entries without an outcome, and the bytes of their JSON. */
  readonly held: { readonly items: number; readonly bytes: number };
  /** Lowest id that the store holds and that this process has taken; `Infinity` if there is none. */
  oldestId(): number;
  add(entry: Entry<Item>, origin: Origin): void;
  originOf(entry: Entry<Item>): Origin;
  /** The entries have an outcome. */
  ended(entries: readonly Entry<Item>[]): void;
  /** The store no longer holds these, or another process sends them. */
  remove(ids: readonly number[]): void;
  /** All ids have become invalid. */
  clear(): void;
  /** The store is gone: its events up to this id are only in memory. */
  lose(loss: Loss): void;
  /** Returns why the store no longer has an entry, or `undefined` if it may have it. */
  lossOf(entry: Entry<Item>): Error | undefined;
}

export function createKept<Item>(): Kept<Item> {
  const held = { items: 0, bytes: 0 };
  // In the order of ids, as entries are taken in that order.
  const ids = new Set<number>();
  const originOf = (entry: Entry<Item>) => (entry as KeptEntry<Item>).origin;
  let last: Loss | undefined;
  return {
    held,
    oldestId: () => ids.values().next().value ?? Number.POSITIVE_INFINITY,
    add(entry, origin) {
      held.items++;
      held.bytes += entry.bytes;
      Object.assign(entry, { origin, heldBytes: entry.bytes });
      ids.add(origin.id);
    },
    originOf,
    ended(entries) {
      for (const entry of entries) {
        held.items--;
        // `beforeSend` may have changed the size of the entry.
        held.bytes -= (entry as KeptEntry<Item>).heldBytes;
      }
    },
    remove(gone) {
      for (const id of gone) ids.delete(id);
    },
    clear: () => ids.clear(),
    lose(loss) {
      last = loss;
    },
    lossOf(entry) {
      const { id, term } = originOf(entry);
      return last && term === last.term && id <= last.upTo ? last.error : undefined;
    },
  };
}
