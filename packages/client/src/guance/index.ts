/** External events to Guance (观测云) and TrueWatch. */
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';
import type { Reason } from './answer.ts';

export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, SendOptions } from '../options.ts';
export {
  createGuanceClient,
  type GuanceClient,
  type GuanceResult,
  type GuanceSendOptions,
} from './client.ts';
export type { EventFields, ExtraData, GuanceEvent, RefusedName } from './event.ts';
export type { Alert, AlertFields, DimensionTags, Resolution, ResolutionFields } from './fault.ts';
export type { GuanceOptions, GuanceSite } from './options.ts';

/** The codes of what Guance refuses. */
export type GuanceReason = Reason;

/** Whether an error is a refusal by Guance. */
export function isPushError(error: unknown): error is PushError<'guance', GuanceReason> {
  return isAnyPushError(error) && error.vendor === 'guance';
}
