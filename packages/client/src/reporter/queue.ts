/** The waiting events in order. */
import type { OnOutcome } from './outcome.ts';

/** A pushed event, as the JSON that is sent. */
export interface Entry<Item = unknown> {
  text: string;
  /** Bytes by which it counts towards the maximum size of a body. */
  bytes: number;
  /** When it was pushed, in milliseconds, by the reporter's clock. */
  readonly at: number;
  /** Number of flushes before it. */
  readonly epoch: number;
  readonly onOutcome: OnOutcome<Item> | undefined;
  /** Whether `beforeSend` and `validate` were called. */
  isPrepared: boolean;
  /** The event, parsed from the JSON at first use. The pushed object if it was never written as JSON. */
  event: Item | undefined;
}

/** The maximum size of a request. */
export interface BatchBounds {
  readonly maxItems: number;
  /** Bytes of the body, as the limit counts them. */
  readonly maxBytes: number;
}

export interface Queue<Item> {
  readonly length: number;
  /** Bytes of all entries, as the limit counts them. */
  readonly bytes: number;
  readonly oldest: Entry<Item> | undefined;
  add(entry: Entry<Item>): void;
  removeOldest(): Entry<Item> | undefined;
  /** Puts a removed entry back in front of all others. */
  putBack(entry: Entry<Item>): void;
  /** Returns whether the oldest entries fill a request. */
  holdsFullBatch(bounds: BatchBounds): boolean;
}

/** Must be a power of 2. */
const FIRST_CAPACITY = 16;

/** Creates a queue. @param envelopeBytes Size of a body without its items in bytes. */
export function createQueue<Item>(envelopeBytes: number): Queue<Item> {
  // A ring, because replacing an array would keep removed entries in memory for longer.
  let slots = new Array<Entry<Item> | undefined>(FIRST_CAPACITY);
  let head = 0;
  let length = 0;
  let bytes = 0;
  const slot = (index: number) => (head + index) & (slots.length - 1);

  const makeRoom = () => {
    if (length < slots.length) return;
    const full = slots;
    slots = new Array(full.length * 2);
    for (let index = 0; index < length; index++) slots[index] = full[(head + index) & (full.length - 1)];
    full.fill(undefined);
    head = 0;
  };

  return {
    get length() {
      return length;
    },
    get bytes() {
      return bytes;
    },
    get oldest() {
      return slots[head];
    },
    add(entry) {
      makeRoom();
      slots[slot(length++)] = entry;
      bytes += entry.bytes;
    },
    removeOldest() {
      const entry = slots[head];
      if (!entry) return undefined;
      slots[head] = undefined;
      head = slot(1);
      length--;
      bytes -= entry.bytes;
      return entry;
    },
    putBack(entry) {
      makeRoom();
      head = slot(-1);
      slots[head] = entry;
      length++;
      bytes += entry.bytes;
    },
    holdsFullBatch({ maxItems, maxBytes }) {
      return length >= maxItems || envelopeBytes + bytes + length - 1 >= maxBytes;
    },
  };
}

/** Returns the size of a body with these entries in bytes, as the limit counts it. A comma precedes each entry except the first. */
export function sizeOf(entries: readonly Pick<Entry, 'bytes'>[], envelopeBytes: number): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, envelopeBytes + entries.length - 1);
}
