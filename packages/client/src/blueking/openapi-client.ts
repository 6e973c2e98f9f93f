/** The client of openapi-fetch for BlueKing. */
import type { OpenApiClient } from '../openapi.ts';
import { type OpenApiOptions, openApiClientOn } from '../openapi-client.ts';
import { type BluekingKind, type BluekingOptions, type BluekingPaths, contract, senderOf } from './client.ts';

/** A client of openapi-fetch that adds `data_id` and `access_token` to each body. */
export type BluekingOpenApiClient<Kind extends BluekingKind = BluekingKind> = OpenApiClient<
  BluekingPaths<Kind>
>;

/**
 * Creates a client of `openapi-fetch` with the types of the contract. It adds `data_id` and `access_token` to each body,
 * checks the limits of the contract, and waits as its rate limit requires.
 *
 * As always with `openapi-fetch`, the HTTP status decides between `data` and `error`. A response with the status 200 may
 * report a failure in `data`, so check `data.code`. In an `error`, secrets are replaced by `***`. A call rejects with
 * `TransportError` if the response cannot be read, with `PushError` if the request exceeds a limit and is not sent, and with
 * `TypeError` if the body cannot be written as JSON.
 *
 * @throws TypeError if an option is invalid
 * @example
 * const api = createOpenApiClient({ dataId: 1500101, accessToken, kind: 'metric', baseUrl: 'http://10.0.7.4:10205' });
 * const { data, error } = await api.POST('/v2/push/', { body: { data: [{ target: '10.0.0.1', metrics: { load: 0.25 } }] } });
 */
export function createOpenApiClient<const Kind extends BluekingKind>(
  options: BluekingOptions<Kind> & OpenApiOptions,
): BluekingOpenApiClient<Kind> {
  const client = openApiClientOn(senderOf(options).sender, { ...contract.limits, pace: options.pace });
  return client as BluekingOpenApiClient<Kind>;
}
