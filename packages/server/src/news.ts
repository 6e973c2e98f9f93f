/** Tells whoever listens of each request as soon as it is committed. */
import type { Store, StoredRecord } from './store/store.ts';

/** Called once per committed request, in the order of the commits. */
export type Listener = (record: StoredRecord) => void;

export interface News {
  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void;
}

/** A store that tells of what it has committed. */
export function announced(store: Store): { store: Store; news: News } {
  const listeners = new Set<Listener>();
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
        for (const listener of listeners) listener(record);
      },
    },
  };
}
