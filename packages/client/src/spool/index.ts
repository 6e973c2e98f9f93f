/** Spools: where a reporter keeps its events outside of the process. Write a `SpoolStore` for a store of your own. */
export { createSpool, type Spool, type SpoolOptions } from './spool.ts';
export {
  isSpoolError,
  type LoadBounds,
  type NewEvent,
  SpoolError,
  type SpoolErrorCode,
  type SpoolStats,
  type SpoolStore,
  type StoredEvent,
  type StoreNotice,
} from './store.ts';
