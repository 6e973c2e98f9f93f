/** Tells whoever listens of each request as soon as it is committed. */
import type { Store, StoredRecord } from './store.ts';

/** Called once per committed request, in the order of the commits. */
export type Listener = (record: StoredRecord) => void;

export interface News {
  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void;
}

/**
 * A store that tells of what it has committed. It does so in a turn of its own, when the response is on its way:
 * a listener can neither delay nor change it.
 */
export function announced(store: Store, onError: (error: unknown) => void): { store: Store; news: News } {
  const listeners = new Set<Listener>();
  const tell = (record: StoredRecord) => {
    for (const listener of [...listeners]) {
      try {
        listener(record);
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    news: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    store: {
      ...store,
      async append(record) {
        await store.append(record);
        setImmediate(tell, record);
      },
    },
  };
}
