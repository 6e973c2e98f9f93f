/** Spools: where a reporter keeps its events outside of the process. Implement `SpoolStore` for a custom store. */
export { checkOptionNames } from './option-names.ts';
export { createSpool, DEFAULT_MAX_AGE_MS, type Spool, type SpoolOptions } from './spool.ts';
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
