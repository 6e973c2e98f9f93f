/** Custom events to Alibaba Cloud CloudMonitor (云监控). */
import type { WireReasonCode } from '@pushspec/contract/cloudmonitor';
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';

export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, FetchInit, FetchResponse, SendOptions } from '../options.ts';
export {
  type CloudMonitorClient,
  type CloudMonitorOptions,
  type CloudMonitorResult,
  createCloudMonitorClient,
  type PublicRegion,
  type VpcRegion,
} from './client.ts';
export type { CloudMonitorCredentials, CredentialsFunction, ExpiringCredentials } from './credentials.ts';
export { type CustomEvent, type CustomEventInput, customEvent } from './custom-event.ts';
export { fromEnvironment } from './environment.ts';
export { type CloudMonitorOpenApiClient, createOpenApiClient } from './openapi-client.ts';
export { type Signed, type SignInput, sign } from './sign.ts';
export {
  type SignedHeaders,
  type SignedHeadersInput,
  signedHeaderNames,
  signedHeaders,
} from './signed-headers.ts';

/** A reason code of CloudMonitor. Any other string is allowed, because later versions may add codes. */
export type CloudMonitorReason = WireReasonCode | (string & {});

/** Returns whether an error is a refusal by CloudMonitor. */
export function isPushError(error: unknown): error is PushError<'cloudmonitor', CloudMonitorReason> {
  return isAnyPushError(error) && error.api === 'cloudmonitor';
}
