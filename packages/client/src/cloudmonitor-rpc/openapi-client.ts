/** The client of openapi-fetch for CloudMonitor's RPC API. */
import { type components, limits, type paths, rpc } from '@pushspec/contract/cloudmonitor-rpc';
import { type Input, isObject, parsedJson } from '../contract.ts';
import type { FilledPaths, OpenApiClient } from '../openapi.ts';
import { type OpenApiOptions, openApiClientOn } from '../openapi-client.ts';
import type { WireRequest } from '../transport.ts';
import { type CloudMonitorRpcOptions, type RpcCustomEvent, sendersOf } from './client.ts';
import { formOf, type RpcOperation } from './form.ts';

/** One event of PutEvent. */
export type RpcPutEvent = Input<components['schemas']['PutEventItem']>;

type PathOf<Path extends keyof paths, Event> = FilledPaths<paths, { EventInfo: Event[] }>[Path];

/** The paths of the contract, with the event types of the client. */
export interface CloudMonitorRpcPaths {
  '/#Action=PutCustomEvent': PathOf<'/#Action=PutCustomEvent', RpcCustomEvent>;
  '/#Action=PutEvent': PathOf<'/#Action=PutEvent', RpcPutEvent>;
}

/** A client of openapi-fetch that signs its requests. */
export type CloudMonitorRpcOpenApiClient = OpenApiClient<CloudMonitorRpcPaths>;

/**
 * Creates a client of `openapi-fetch` with the types of the contract. It sends each body as a form, signs each request,
 * checks the limits of the contract, and waits as its rate limit requires. The path names the operation, and `PutEvent` is
 * available here only.
 *
 * As always with `openapi-fetch`, the HTTP status decides between `data` and `error`. A response with the status 200 may
 * report a failure in `data`, so check `data.Code`. In an `error`, secrets are replaced by `***`. A call rejects with
 * `TransportError` if the response cannot be read, with `PushError` if the request exceeds a limit and is not sent, and with
 * `TypeError` if the body cannot be written as JSON.
 *
 * @throws TypeError if an option is invalid
 * @example
 * const api = createOpenApiClient({ credentials: { accessKeyId, accessKeySecret }, region: 'cn-hangzhou' });
 * const EventInfo = [{ name: 'DiskFull', content: '97 %' }];
 * const { data, error, response } = await api.POST('/#Action=PutEvent', { body: { EventInfo } });
 */
export function createOpenApiClient(
  options: CloudMonitorRpcOptions & OpenApiOptions,
): CloudMonitorRpcOpenApiClient {
  const senders = sendersOf(options);
  const { connection, masked } = senders.putCustomEvent;
  const { rateLimits, itemPointer, retryAfter } = limits.putCustomEvent;
  const exchange: typeof senders.putCustomEvent.exchange = (request, parcel) => {
    const operation = operationOf(request);
    return senders[operation].exchange(formRequest(operation, request), parcel);
  };
  return openApiClientOn<'cloudmonitor-rpc', CloudMonitorRpcPaths>(
    { connection, masked, exchange },
    { rateLimits, itemPointer, retryAfter, pace: options.pace },
  );
}

const operations = Object.keys(rpc) as RpcOperation[];

/** Returns the operation that the fragment of an address names. */
function operationOf({ url }: WireRequest): RpcOperation {
  const { hash } = new URL(url);
  const found = operations.find((name) => {
    const { action } = rpc[name];
    return hash === `#${action.parameter}=${action.value}`;
  });
  return found ?? 'putCustomEvent';
}

/** Returns the request with its JSON as a form, and without the fragment, which HTTP does not send. */
function formRequest(operation: RpcOperation, { url, body, ...request }: WireRequest): WireRequest {
  const json = parsedJson(new TextDecoder().decode(body));
  const form = formOf(operation, isObject(json) ? json : {});
  return { ...request, url: url.replace(/#.*$/, ''), body: new TextEncoder().encode(form) };
}
