/** External events to Guance (观测云) and TrueWatch. */
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';
import type { Reason } from './response.ts';

export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, FetchInit, FetchResponse, SendOptions } from '../options.ts';
export {
  createGuanceClient,
  type GuanceBody,
  type GuanceClient,
  type GuanceResult,
  type GuanceSendOptions,
} from './client.ts';
export type { EventFields, ExtraData, GuanceEvent, RefusedName, ReportFields } from './event.ts';
export type { Alert, AlertFields, DimensionTags, Resolution, ResolutionFields } from './fault.ts';
export { createOpenApiClient, type GuanceOpenApiClient } from './openapi-client.ts';
export type { GuanceOptions, GuanceSite } from './options.ts';
export { type MonitorAddress, monitorAddress } from './webhook.ts';

/** A reason code of Guance. Any other string is allowed, because later versions may add codes. */
export type GuanceReason = Reason | (string & {});

/** Returns whether an error is a refusal by Guance. */
export function isPushError(error: unknown): error is PushError<'guance', GuanceReason> {
  return isAnyPushError(error) && error.api === 'guance';
}
