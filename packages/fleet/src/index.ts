/** A durable queue of events on PostgreSQL, and one active sender for a fleet of processes. */
export type { FleetApi, FleetTypes } from './apis/index.ts';
export { type Bridge, type BridgeOptions, createBridge } from './bridge.ts';
export type { PostgresOptions } from './connection.ts';
export type { DeadLetter, DeadReason, ListOptions } from './dead-letters.ts';
export {
  FleetError,
  type FleetErrorCode,
  InvalidEventsError,
  isFleetError,
  type RefusedEvent,
} from './errors.ts';
export { type EventQueue, openQueue, type PushOptions, type QueueOptions } from './queue.ts';
export {
  type FleetOutcome,
  type Leadership,
  type Sender,
  type SenderOptions,
  startSender,
} from './sender/index.ts';
export type { QueueStats } from './stats.ts';
export type { Transaction } from './transaction.ts';
