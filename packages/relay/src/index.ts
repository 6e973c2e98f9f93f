/**
 * Accepts the requests of vendors' clients and NDJSON, stores the events, and sends them within the vendor's rate
 * limit.
 *
 * @example
 * ```js
 * import { createGuanceClient } from '@pushspec/client/guance';
 * import { createRelay } from '@pushspec/relay';
 *
 * const monitor = { secret: 'secret_dev', subUri: 'datakit/push' };
 * const createClient = (fetch) => createGuanceClient({ ...monitor, baseUrl: 'http://127.0.0.1:4010', fetch });
 * const target = { guance: { monitors: [monitor] } };
 * const relay = await createRelay({ api: 'guance', createClient, target, spool: { file: './events.spool' } });
 * const { url } = await relay.listen({ port: 0 });
 * const response = await fetch(`${url}/events`, {
 *   method: 'POST',
 *   headers: { 'Content-Type': 'application/x-ndjson' },
 *   body: '{"status":"error","title":"disk full"}\n{"status":"ok","title":"disk is fine again"}\n',
 * });
 * console.log(await response.json());
 * await relay.close();
 * ```
 * ```text
 * { accepted: 2 }
 * ```
 */
export { createRelay, type RelayOptions } from './create-relay.ts';
export type { CreateClient, DeliveryStats, RejectedEvent, Retried } from './delivery/delivery.ts';
export type { RelayQueueOptions } from './delivery/queue-delivery.ts';
export type { SendOptions, SpoolFileOptions } from './delivery/spool-delivery.ts';
export { RejectedFileError } from './rejected/rejected-database.ts';
export { type ListenOptions, OpenRelayError, type Relay } from './relay.ts';
