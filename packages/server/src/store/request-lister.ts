/** Lists the verdicts of a store for tests in the same process. */
import { checkedFilter } from '../checked-options.ts';
import { listRecords } from './read-verdict.ts';
import type { ReceivedVerdict } from './received.ts';
import type { ShownVerdicts } from './shown-verdicts.ts';
import { DEFAULT_MAX_RECORDS, type Filter, type Store, type StoredRecord } from './store.ts';

export interface RequestsOptions {
  store: Store;
  verdicts: Pick<ShownVerdicts, 'rows'>;
  /** Returns the verdict of a record as a test sees it. */
  received: (record: StoredRecord) => ReceivedVerdict;
}

/** Returns the function that lists the verdicts of a store, oldest first. It rejects with a TypeError for an invalid filter. */
export function requestLister({ store, verdicts, received }: RequestsOptions) {
  return async (filter: Filter = {}): Promise<ReceivedVerdict[]> =>
    (await listRecords(store, { limit: DEFAULT_MAX_RECORDS, ...checkedFilter(filter) }, verdicts.rows))
      .map(received)
      .reverse();
}
