/** For your own tests: clients that send to memory, and virtual time for reporters. Needs no test runner. */

export {
  createInMemoryBlueking,
  type InMemoryBlueking,
  type InMemoryBluekingOptions,
} from '../blueking/in-memory.ts';
export { createInMemoryCloudMonitor, type InMemoryCloudMonitor } from '../cloudmonitor/in-memory.ts';
export {
  createInMemoryCloudMonitorRpc,
  type InMemoryCloudMonitorRpc,
} from '../cloudmonitor-rpc/in-memory.ts';
export {
  createInMemoryGuance,
  type InMemoryGuance,
  type InMemoryGuanceOptions,
  type SentGuanceEvent,
} from '../guance/in-memory.ts';
export type { Fetch, FetchInit, FetchResponse } from '../options.ts';
export type { Sleep } from '../reporter/timers.ts';
export type {
  DetailedResponse,
  InMemory,
  InMemoryOptions,
  InMemoryResponse,
  SentRequest,
} from './in-memory-service.ts';
export { createInMemorySpool, type InMemorySpool, type InMemorySpoolOptions } from './in-memory-spool.ts';
export { type CreateSpoolStore, type SpoolCase, spoolCases } from './spool-cases.ts';
export { type VirtualTime, virtualTime } from './virtual-time.ts';
