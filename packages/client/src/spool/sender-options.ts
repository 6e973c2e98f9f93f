/** What a sender needs to take events from a store. */

import type { OutcomeRecorder } from '../reporter/outcome-recorder.ts';
import type { Entry } from '../reporter/queue.ts';
import type { Sleep } from '../reporter/timers.ts';
import type { Failures } from './failures.ts';
import type { Kept } from './kept.ts';
import type { SpoolStore } from './store.ts';

export interface SenderOptions<Item> {
  readonly store: SpoolStore;
  /** Opens the store. */
  readonly ready: () => Promise<void>;
  /** Loads events of which `stored()` has been told, or that another process has stored. */
  readonly load: SpoolStore['load'];
  readonly kept: Kept<Item>;
  readonly recorder: OutcomeRecorder<Item>;
  /** Maximum number of entries in memory, and of the bytes of their JSON. */
  readonly bound: { readonly maxItems: number; readonly maxBytes: number };
  readonly bytesOf: (text: string) => number;
  readonly isExpired: (at: number) => boolean;
  /** Ends an entry that is too old. */
  readonly expire: (entry: Entry<Item>) => void;
  /** Ends an entry that cannot stay in the store, because the store was set aside. */
  readonly lose: (entry: Entry<Item>, error: Error, mayHaveArrived: boolean) => void;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly failures: Failures;
  readonly onRoomInStore: () => void;
  readonly onSender: () => void;
}
