/** Custom metrics and custom events to BlueKing (bk-monitor). */
import type { WireReasonCode } from '@pushspec/contract/blueking';
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';

export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, SendOptions } from '../options.ts';
export {
  type BluekingClient,
  type BluekingKind,
  type BluekingOptions,
  type BluekingResult,
  type CustomEvent,
  createBluekingClient,
  type MetricPoint,
} from './client.ts';

/** The codes of what BlueKing refuses. */
export type BluekingReason = WireReasonCode;

/** Whether an error is a refusal by BlueKing. */
export function isPushError(error: unknown): error is PushError<'blueking', BluekingReason> {
  return isAnyPushError(error) && error.vendor === 'blueking';
}
