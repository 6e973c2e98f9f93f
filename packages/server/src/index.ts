/** The reference server in process. */
export type { Fault } from './faults.ts';
export { createServer, type ListenOptions, type PushServer, type ServerOptions } from './server.ts';
export type { SiteOptions } from './site.ts';
export type { Filter } from './store/store.ts';
export type { Finding, ItemOutcome, ItemVerdict, Verdict } from './verdict.ts';
