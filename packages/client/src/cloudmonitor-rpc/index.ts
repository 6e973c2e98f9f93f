/** Custom events to Alibaba Cloud CloudMonitor (云监控) over its RPC API. */
import type { WireReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import { isPushError as isAnyPushError, type PushError } from '../errors.ts';

export type {
  CloudMonitorCredentials,
  CredentialsFunction,
  ExpiringCredentials,
} from '../cloudmonitor/credentials.ts';
export { fromEnvironment } from '../cloudmonitor/environment.ts';
export type { PushResult } from '../contract.ts';
export { isTransportError, PushError, TransportError, type TransportFailure } from '../errors.ts';
export type { ClientOptions, Fetch, FetchInit, FetchResponse, SendOptions } from '../options.ts';
export {
  type CloudMonitorRpcClient,
  type CloudMonitorRpcOptions,
  type CloudMonitorRpcResult,
  createCloudMonitorRpcClient,
  type RpcCustomEvent,
  type RpcRegion,
} from './client.ts';
export {
  type CloudMonitorRpcOpenApiClient,
  createOpenApiClient,
  type RpcPutEvent,
} from './openapi-client.ts';
export {
  type RpcSignedHeadersInput,
  type SignedHeaders,
  signedHeaderNames,
  signedHeaders,
} from './signed-headers.ts';

/** A code of what the RPC API refuses. Later versions may add codes, so that any other string is one, too. */
export type CloudMonitorRpcReason = WireReasonCode | (string & {});

/** Returns whether an error is a refusal by the RPC API. */
export function isPushError(error: unknown): error is PushError<'cloudmonitor-rpc', CloudMonitorRpcReason> {
  return isAnyPushError(error) && error.api === 'cloudmonitor-rpc';
}
