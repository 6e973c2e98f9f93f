/** The events that wait, in order, and how many of them make a request. */
import type { Outcome } from './outcome.ts';

export interface Entry<Item = unknown> {
  readonly event: Item;
  /** Its JSON text, and how many bytes that has in UTF-8. */
  readonly text: string;
  readonly bytes: number;
  /** When it was pushed, in milliseconds, by the reporter's clock. */
  readonly at: number;
  /** Counts the flushes before it. */
  readonly epoch: number;
  readonly onOutcome: ((outcome: Outcome<Item>) => void) | undefined;
}

/** What one request takes. It shrinks when the service, or what stands before it, takes less than the contract says. */
export interface BatchBounds {
  maxItems: number;
  /** Bytes of the body. */
  maxBytes: number;
}

export interface Queue<Item> {
  readonly length: number;
  /** Bytes of all texts. */
  readonly bytes: number;
  readonly oldest: Entry<Item> | undefined;
  add(entry: Entry<Item>): void;
  removeOldest(): Entry<Item> | undefined;
  /** Whether the oldest entries fill a request. */
  holdsFullBatch(bounds: BatchBounds): boolean;
  /** Takes as many of the oldest as fit into one request, and at least one if there is one. */
  takeBatch(bounds: BatchBounds): Entry<Item>[];
}

/** @param envelopeBytes Bytes of a body without its items. */
export function createQueue<Item>(envelopeBytes: number): Queue<Item> {
  let entries: (Entry<Item> | undefined)[] = [];
  let head = 0;
  let bytes = 0;

  const removeOldest = () => {
    const entry = entries[head];
    if (!entry) return undefined;
    entries[head++] = undefined;
    bytes -= entry.bytes;
    // Moved together now and then, so that each removal costs the same.
    if (head > 1024 && head * 2 > entries.length) {
      entries = entries.slice(head);
      head = 0;
    }
    return entry;
  };

  return {
    get length() {
      return entries.length - head;
    },
    get bytes() {
      return bytes;
    },
    get oldest() {
      return entries[head];
    },
    add(entry) {
      entries.push(entry);
      bytes += entry.bytes;
    },
    removeOldest,
    holdsFullBatch({ maxItems, maxBytes }) {
      const length = entries.length - head;
      return length >= maxItems || envelopeBytes + bytes + length - 1 >= maxBytes;
    },
    takeBatch({ maxItems, maxBytes }) {
      const batch: Entry<Item>[] = [];
      let size = envelopeBytes;
      for (let next = entries[head]; next && batch.length < maxItems; next = entries[head]) {
        // A comma stands before each but the first.
        const grown = size + next.bytes + (batch.length > 0 ? 1 : 0);
        if (batch.length > 0 && grown > maxBytes) break;
        size = grown;
        batch.push(next);
        removeOldest();
      }
      return batch;
    },
  };
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  return typeof Buffer === 'function' ? Buffer.byteLength(text) : encoder.encode(text).byteLength;
}

/** The body of a request: the very bytes that are counted, signed and sent. */
export function bodyOf(
  entries: readonly Pick<Entry, 'text'>[],
  [before, after]: readonly [string, string],
): Uint8Array<ArrayBuffer> {
  return encoder.encode(before + entries.map(({ text }) => text).join(',') + after);
}
