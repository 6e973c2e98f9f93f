/** Measures a reporter. */
import { channelOf } from '../channel.ts';
import type { ReporterEvent } from '../reporter/events.ts';
import {
  clientAttributes,
  errorType,
  instrumentsFor,
  type MetricsOptions,
  operationAttributes,
  wasSent,
} from './instruments.ts';

/**
 * Creates a reporter and records OpenTelemetry metrics of its requests and outcomes. Names and attributes of the first two
 * follow the semantic conventions for messaging clients.
 *
 * | metric | unit | additional attributes |
 * |---|---|---|
 * | `messaging.client.sent.messages` | events of each request | `error.type` |
 * | `messaging.client.operation.duration` | seconds of each request | `error.type` |
 * | `pushspec.reporter.outcomes` | events by their outcome | `pushspec.outcome`, and `error.type` of a rejection or `pushspec.drop.cause` |
 * | `pushspec.reporter.retries` | requests to be sent again | `error.type` |
 * | `pushspec.reporter.queue.length` | events without an outcome | |
 *
 * All of them have `messaging.system`, `server.address` and `server.port`. The first two also have
 * `messaging.operation.name` and `messaging.operation.type`. `error.type` is a reason code of the contract or the kind of a
 * `TransportError`.
 *
 * @param client The client of the reporter.
 * @param create Creates the reporter with this `onEvent`. Call it in your own `onEvent` if you have one.
 * @returns the reporter that `create` returns
 * @throws TypeError if `client` is not a client of this package, or `meter` is not a meter
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/
 * @example
 * import { metrics } from '@opentelemetry/api';
 * import { measureReporter } from '@pushspec/client/opentelemetry';
 * import { createReporter } from '@pushspec/client/reporter';
 * import { createInMemoryGuance } from '@pushspec/client/testing';
 *
 * const { client } = createInMemoryGuance();
 * const meter = metrics.getMeter('my-app');
 * const reporter = measureReporter(client, { meter }, (onEvent) => createReporter(client, { onEvent }));
 * reporter.push({ status: 'ok' });
 * const { delivered } = await reporter.close();
 * console.log(delivered); // 1
 */
export function measureReporter<Measured extends { ledger(): { readonly pending: number } }>(
  client: object,
  options: MetricsOptions,
  create: (onEvent: (event: ReporterEvent) => void) => Measured,
): Measured {
  const { sentMessages, operationDuration, outcomes, retries, observeQueue } = instrumentsFor(options);
  const attributes = clientAttributes(channelOf(client), options);

  const onEvent = (event: ReporterEvent) => {
    switch (event.type) {
      case 'request': {
        const measured = { ...attributes, ...operationAttributes('send', event.error) };
        if (event.error === undefined || wasSent(event.error)) sentMessages.add(event.items, measured);
        operationDuration.record(event.durationMs / 1000, measured);
        return;
      }
      case 'retry':
        retries.add(1, { ...attributes, 'error.type': errorType(event.error) });
        return;
      case 'delivered':
        outcomes.add(event.items, { ...attributes, 'pushspec.outcome': 'delivered' });
        return;
      case 'rejected':
        outcomes.add(event.items, {
          ...attributes,
          'pushspec.outcome': 'rejected',
          'error.type': event.error.reason,
        });
        return;
      case 'dropped':
        outcomes.add(event.items, {
          ...attributes,
          'pushspec.outcome': 'dropped',
          'pushspec.drop.cause': event.cause,
        });
    }
  };
  const reporter = create(onEvent);
  observeQueue(reporter, attributes);
  return reporter;
}
