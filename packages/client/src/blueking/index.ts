/** Custom metrics and custom events to BlueKing (bk-monitor). */
import type { WireReasonCode } from '@pushspec/contract/blueking';
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';

export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, FetchInit, FetchResponse, SendOptions } from '../options.ts';
export {
  type BluekingBody,
  type BluekingClient,
  type BluekingItem,
  type BluekingKind,
  type BluekingOptions,
  type BluekingResult,
  createBluekingClient,
} from './client.ts';
export type { CustomEvent, MetricPoint } from './items.ts';
export { type BluekingOpenApiClient, createOpenApiClient } from './openapi-client.ts';

/** A reason code of BlueKing. Any other string is allowed, because later versions may add codes. */
export type BluekingReason = WireReasonCode | (string & {});

/** Returns whether an error is a refusal by BlueKing. */
export function isPushError(error: unknown): error is PushError<'blueking', BluekingReason> {
  return isAnyPushError(error) && error.api === 'blueking';
}
