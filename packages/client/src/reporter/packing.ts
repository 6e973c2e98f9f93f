/** Packs events into requests, and separates events that must arrive one after the other. */
import type { BatchBounds, Entry, Queue } from './queue.ts';

interface PackingOptions<Item> {
  readonly queue: Queue<Item>;
  readonly bounds: BatchBounds;
  /** Size of a body without its items in bytes. */
  readonly envelopeBytes: number;
  /** Calls the hooks with an entry that has left the queue. Returns false if that ended the entry. */
  readonly prepare: (entry: Entry<Item>) => boolean;
  /** Returns the stream of an event. Events of a stream must arrive in order. `undefined` if the API has no streams. */
  readonly streamOf: ((text: string) => string) | undefined;
}

export interface Packing<Item> {
  /** Takes as many of the oldest entries as fit into one request. */
  takeBatch(): readonly Entry<Item>[];
  /** Returns the entries that may follow these in their streams. */
  ended(entries: readonly Entry<Item>[]): readonly Entry<Item>[];
  /** Removes and returns the entries that wait for others of their stream. */
  clear(): Entry<Item>[];
}

export function createPacking<Item>(options: PackingOptions<Item>): Packing<Item> {
  const { queue, bounds, envelopeBytes, prepare, streamOf } = options;
  /** By stream, the entries that wait for one that is in flight or waits for a retry. */
  const streams = new Map<string, Entry<Item>[]>();

  /** Returns whether an entry must wait for another one of its stream. */
  const isHeldBack = (entry: Entry<Item>): boolean => {
    if (!streamOf) return false;
    const stream = streamOf(entry.text);
    const held = streams.get(stream);
    if (held) held.push(entry);
    else streams.set(stream, []);
    return held !== undefined;
  };

  return {
    takeBatch() {
      const batch: Entry<Item>[] = [];
      let size = envelopeBytes;
      // Hooks may push. Their events wait for the next batch.
      for (let left = queue.length; left > 0 && batch.length < bounds.maxItems; left--) {
        const entry = queue.removeOldest();
        if (!entry) break;
        if (!entry.isPrepared && !prepare(entry)) continue;
        // A comma precedes each entry except the first.
        const grown = size + entry.bytes + (batch.length > 0 ? 1 : 0);
        if (batch.length > 0 && grown > bounds.maxBytes) {
          queue.putBack(entry);
          break;
        }
        if (isHeldBack(entry)) continue;
        size = grown;
        batch.push(entry);
      }
      return batch;
    },
    ended(entries) {
      if (!streamOf) return [];
      return entries.flatMap(({ text }) => {
        const stream = streamOf(text);
        const next = streams.get(stream)?.shift();
        if (!next) streams.delete(stream);
        return next ?? [];
      });
    },
    clear: () => [...streams.values()].flatMap((entries) => entries.splice(0)),
  };
}
