/**
 * Runs the reference server in this process, on a port or without one.
 *
 * @example
 * import { createServer } from '@pushspec/server';
 *
 * const server = await createServer();
 * await server.fetch('http://localhost/v2/push/', { method: 'POST', body: '{"data_id": "7"}' });
 * const [verdict] = await server.requests();
 * console.log(verdict.outcome, verdict.reasons[0].code, verdict.reasons[0].pointer);
 * // rejected mismatched-type /data_id
 * await server.close();
 */
export { ConfigError } from '@pushspec/contract';
export type { CloseOptions } from '@pushspec/contract/closing';
export type { ClockControl, ClockState } from './clock.ts';
export type { Fault } from './faults.ts';
export type { InMemoryFetch } from './http/in-memory-fetch.ts';
export { DevelopmentCredentialsError, type Listening, type ListenOptions } from './http/listening.ts';
export type { SiteOptions } from './http/site.ts';
export type { TrafficLimits } from './http/traffic.ts';
export { type LogLevel, logLevels } from './log.ts';
export type { Finding, ItemOutcome, ItemVerdict, Verdict } from './pipeline/verdict.ts';
export type { CheckedEvents, RefusedEvent } from './receiver/check-events.ts';
export {
  createReceiver,
  type ReceivedResult,
  type Receiver,
  type ReceiverOptions,
  type TakeRefusal,
} from './receiver/receiver.ts';
export type { ServerSandbox } from './sandboxes/handle.ts';
export type { SandboxFacts, SandboxOptions } from './sandboxes/sandbox.ts';
export { createServer } from './server.ts';
export type { MountableRouter, PushServer, ServerOptions } from './server-options.ts';
export type { Settings } from './services.ts';
export type { ReceivedRequest, ReceivedVerdict } from './store/received.ts';
export type { Filter } from './store/store.ts';
export { StoreError, type StoreErrorCode } from './store/store-error.ts';
export type { WaitForOptions } from './store/wait-for.ts';
