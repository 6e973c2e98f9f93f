/** Views of the shared store and its events that are limited to one sandbox. */
import type { RecordEvents } from './record-events.ts';
import type { Store, StoredRecord } from './store.ts';

/** Whether a record belongs to a sandbox. An empty id means outside of sandboxes. */
function belongsTo(sandbox: string, { verdict }: StoredRecord): boolean {
  return (verdict.sandbox ?? '') === sandbox;
}

/**
 * Returns a view of the store with the records of one sandbox, or for an empty id those outside of sandboxes.
 * Once `isClosed` returns true it keeps nothing more, so that a late request does not outlive its sandbox.
 */
export function scopedStore(store: Store, sandbox: string, isClosed?: () => boolean): Store {
  return {
    append: isClosed ? async (record) => void (isClosed() || (await store.append(record))) : store.append,
    list: (filter) => store.list({ ...filter, sandbox }),
    async get(id) {
      const record = await store.get(id);
      return record && belongsTo(sandbox, record) ? record : undefined;
    },
    counts: () => store.counts(sandbox),
    reset: () => store.reset(sandbox),
    close: store.close,
  };
}

/** Returns the events of one sandbox's records. */
export function scopedEvents(recordEvents: RecordEvents, sandbox: string): RecordEvents {
  return {
    subscribe: (listener) =>
      recordEvents.subscribe((record) => {
        if (belongsTo(sandbox, record)) listener(record);
      }),
  };
}
