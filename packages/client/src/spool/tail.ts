/** The last events that this process has stored and not taken, without gaps. They need not be read back. */
import type { Stored } from './appender.ts';

export interface Tail<Item> {
  readonly length: number;
  /** Bytes of their JSON. */
  readonly bytes: number;
  /** Id of the first one; `undefined` if there is none. */
  readonly firstId: number | undefined;
  /** Returns whether an event can follow. */
  continues(id: number): boolean;
  add(stored: Stored<Item>): void;
  /** Removes the first one. */
  takeFirst(): Stored<Item>;
  /** Removes and returns all. */
  clear(): readonly Stored<Item>[];
}

/** A longer tail would take up too much memory, and reading 1000 events back is fast. */
const MAX_IN_TAIL = 1000;

export function createTail<Item>(): Tail<Item> {
  let tail: Stored<Item>[] = [];
  let bytes = 0;
  return {
    get length() {
      return tail.length;
    },
    get bytes() {
      return bytes;
    },
    get firstId() {
      return tail[0]?.id;
    },
    continues(id) {
      const last = tail.at(-1);
      return !last || (last.id + 1 === id && tail.length < MAX_IN_TAIL);
    },
    add(stored) {
      tail.push(stored);
      bytes += stored.entry.bytes;
    },
    takeFirst() {
      const first = tail.shift() as Stored<Item>;
      bytes -= first.entry.bytes;
      return first;
    },
    clear() {
      const all = tail;
      tail = [];
      bytes = 0;
      return all;
    },
  };
}
