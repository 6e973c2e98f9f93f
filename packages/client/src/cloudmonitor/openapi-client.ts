/** The client of openapi-fetch for CloudMonitor. */
import type { OpenApiClient } from '../openapi.ts';
import { type OpenApiOptions, openApiClientOn } from '../openapi-client.ts';
import { type CloudMonitorOptions, type CloudMonitorPaths, contract, senderOf } from './client.ts';

/** A client of openapi-fetch that signs its requests. */
export type CloudMonitorOpenApiClient = OpenApiClient<CloudMonitorPaths>;

/**
 * Creates a client of `openapi-fetch` with the types of the contract. It signs each request, checks the limits of the
 * contract, and waits as its rate limit requires.
 *
 * As always with `openapi-fetch`, the HTTP status decides between `data` and `error`. A response with the status 200 may
 * report a failure in `data`, so check `data.code`. In an `error`, secrets are replaced by `***`. A call rejects with
 * `TransportError` if the response cannot be read, with `PushError` if the request exceeds a limit and is not sent, and with
 * `TypeError` if the body cannot be written as JSON.
 *
 * @throws TypeError if an option is invalid
 * @example
 * const api = createOpenApiClient({ credentials: { accessKeyId, accessKeySecret }, region: 'cn-hangzhou' });
 * const { data, error, response } = await api.POST('/event/custom/upload', { body: [{ name: 'DiskFull', content: '97 %' }] });
 */
export function createOpenApiClient(
  options: CloudMonitorOptions & OpenApiOptions,
): CloudMonitorOpenApiClient {
  return openApiClientOn(senderOf(options), { ...contract.limits, pace: options.pace });
}
