/** The client of openapi-fetch for Guance. */
import type { OpenApiClient } from '../openapi.ts';
import { type OpenApiOptions, openApiClientOn } from '../openapi-client.ts';
import { contract, type GuancePaths, rateLimitsOf, senderOf } from './client.ts';
import type { GuanceOptions } from './options.ts';

/** A client of openapi-fetch that fills in the path. */
export type GuanceOpenApiClient = OpenApiClient<GuancePaths>;

/**
 * Creates a client of `openapi-fetch` with the types of the contract. It fills in the path parameters `secret` and `subUri`,
 * checks the limits of the contract, and waits as its rate limit requires.
 *
 * As always with `openapi-fetch`, the HTTP status decides between `data` and `error`. A response with the status 200 may
 * report a failure in `data`, so check `data.success`. In an `error`, secrets are replaced by `***`. A call rejects with
 * `TransportError` if the response cannot be read, with `PushError` if the request exceeds a limit and is not sent, and with
 * `TypeError` if the body cannot be written as JSON.
 *
 * @throws TypeError if an option is invalid
 * @example
 * const api = createOpenApiClient({ secret, subUri: 'datakit/push', site: 'Guance CN1' });
 * const event = { status: 'error', title: 'disk full', biz_team: 'payments' };
 * const { data, error } = await api.POST('/api/v1/push-events/{secret}/{subUri}', { body: { event } });
 */
export function createOpenApiClient(options: GuanceOptions & OpenApiOptions): GuanceOpenApiClient {
  const settings = { ...contract.limits, rateLimits: rateLimitsOf(options), pace: options.pace };
  return openApiClientOn(senderOf(options), settings);
}
