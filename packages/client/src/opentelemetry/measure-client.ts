/** Measures the calls of a client. */
import { channelOf } from '../channel.ts';
import { isPushError, isTransportError } from '../errors.ts';
import { monotonicNow } from '../reporter/timers.ts';
import {
  clientAttributes,
  instrumentsFor,
  type MetricsOptions,
  operationAttributes,
  wasSent,
} from './instruments.ts';

export interface ClientMetricsOptions extends MetricsOptions {
  /**
   * The clock of the durations, in milliseconds from any start. It must not go back.
   *
   * @default () => performance.now()
   */
  readonly now?: (() => number) | undefined;
}

type Method = (...parameters: unknown[]) => Promise<unknown>;

/**
 * Returns a client whose calls are recorded as OpenTelemetry metrics: `messaging.client.sent.messages` and
 * `messaging.client.operation.duration`, with the attributes of `measureReporter()`. `messaging.operation.name` is the name
 * of the method. Requests of a reporter on this client are not calls; use `measureReporter()` for them.
 *
 * @throws TypeError if `client` is not a client of this package, or `meter` is not a meter
 * @example
 * import { metrics } from '@opentelemetry/api';
 * import { measureClient } from '@pushspec/client/opentelemetry';
 * import { createInMemoryGuance } from '@pushspec/client/testing';
 *
 * const client = measureClient(createInMemoryGuance().client, { meter: metrics.getMeter('my-app') });
 * const { status } = await client.send({ status: 'ok' });
 * console.log(status); // 200
 */
export function measureClient<Client extends object>(client: Client, options: ClientMetricsOptions): Client {
  const { sentMessages, operationDuration } = instrumentsFor(options);
  const channel = channelOf(client);
  const attributes = clientAttributes(channel, options);
  const { now = monotonicNow } = options;
  const isBatch = channel.maxItems > 1;

  const measured =
    (name: string, method: Method): Method =>
    async (...parameters) => {
      const [first] = parameters;
      const items = name === 'send' && Array.isArray(first) ? first.length : 1;
      const startedAt = now();
      const record = (delivered: number, failed: number, error?: unknown) => {
        const success = { ...attributes, ...operationAttributes(name, undefined) };
        const outcome = { ...attributes, ...operationAttributes(name, error) };
        if (delivered > 0) sentMessages.add(delivered, success);
        if (failed > 0) sentMessages.add(failed, outcome);
        operationDuration.record((now() - startedAt) / 1000, outcome);
      };
      try {
        const result = await method(...parameters);
        record(items, 0);
        return result;
      } catch (error) {
        const delivered = isPushError(error) || isTransportError(error) ? error.delivered : 0;
        // Without batches, the first failure ends the call.
        record(delivered, wasSent(error) ? (isBatch ? items : 1) : 0, error);
        throw error;
      }
    };

  // A copy of all properties keeps the channel, so that reporters on both clients share one pace.
  const properties = Object.getOwnPropertyDescriptors(client) as Record<string, PropertyDescriptor>;
  for (const [name, property] of Object.entries(properties)) {
    if (typeof property.value === 'function') property.value = measured(name, property.value);
  }
  return Object.freeze(Object.defineProperties({}, properties)) as Client;
}
