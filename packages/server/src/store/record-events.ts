/** Notifies listeners of each committed request. */
import type { Store, StoredRecord } from './store.ts';

/** Called once per committed request, in the order of the commits. */
export type Listener = (record: StoredRecord) => void;

/** Events for committed records. */
export interface RecordEvents {
  /** Adds a listener. Returns a function that removes it. */
  subscribe(listener: Listener): () => void;
}

/**
 * Wraps a store so that it notifies listeners of each committed record. It does so in a separate turn, after the
 * response is sent, so listeners cannot delay or change the response.
 */
export function withRecordEvents(
  store: Store,
  onError: (error: unknown) => void,
): { store: Store; recordEvents: RecordEvents } {
  const listeners = new Set<Listener>();
  const notify = (record: StoredRecord) => {
    for (const listener of [...listeners]) {
      try {
        listener(record);
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    recordEvents: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    store: {
      ...store,
      async append(record) {
        await store.append(record);
        setImmediate(notify, record);
      },
    },
  };
}
