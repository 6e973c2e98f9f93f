/** The reference server in process. */
export type { CloseOptions } from '@pushspec/contract/closing';
export type { ClockControl, ClockState } from './clock.ts';
export type { Fault } from './faults.ts';
export type { InMemoryFetch } from './http/in-memory-fetch.ts';
export { DevelopmentCredentialsError, type Listening, type ListenOptions } from './http/listening.ts';
export type { SiteOptions } from './http/site.ts';
export type { TrafficLimits } from './http/traffic.ts';
export { type LogLevel, logLevels } from './log.ts';
export type { Finding, ItemOutcome, ItemVerdict, Verdict } from './pipeline/verdict.ts';
export { createServer } from './server.ts';
export type { MountableRouter, PushServer, ServerOptions } from './server-options.ts';
export type { Settings } from './services.ts';
export type { Filter } from './store/store.ts';
export { StoreError, type StoreErrorCode } from './store/store-error.ts';
export type { WaitForOptions } from './store/wait-for.ts';
