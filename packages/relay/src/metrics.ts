/** The metrics of a relay in Prometheus format. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Delivery, DeliveryEvents } from './delivery/delivery.ts';

/** In seconds, from a commit to a fast disk to the timeout of a request. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics extends Pick<DeliveryEvents, 'ended' | 'retried' | 'request'> {
  /** Counts events that were stored. */
  accepted(events: number): void;
  /** Counts a request to the relay. */
  responded(result: { readonly status: number; readonly seconds: number }): void;
  /** Returns the metrics as text. Rejects if the storage cannot be read. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Creates the metrics. The gauges read the storage whenever the metrics are read. */
export function createMetrics(api: string, delivery: () => Pick<Delivery, 'stats' | 'rejected'>): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ api });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `pushspec_relay_${name}`, help, labelNames, registers });
  const accepted = counter('accepted_events_total', 'Events that were stored and acknowledged');
  const retried = counter(
    'retried_events_total',
    'Events that were stored again by a request to /rejected/retry',
  );
  const delivered = counter('delivered_events_total', 'Events that the vendor accepted');
  const rejected = counter('rejected_events_total', 'Events that the vendor refused later', ['reason']);
  const dropped = counter('dropped_events_total', 'Events that the relay gave up on', ['cause']);
  const duplicates = counter('possible_duplicates_total', 'Events that the vendor may have accepted twice');
  const requests = counter('requests_total', 'Requests to the relay', ['status']);
  const sent = counter('vendor_requests_total', 'Requests to the vendor', ['result']);
  const latency = new Histogram({
    name: 'pushspec_relay_request_duration_seconds',
    help: 'Duration of requests to the relay',
    buckets: BUCKETS,
    registers,
  });
  const sending = new Histogram({
    name: 'pushspec_relay_vendor_request_duration_seconds',
    help: 'Duration of requests to the vendor',
    buckets: BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      ...{ name: `pushspec_relay_${name}`, help, registers },
      async collect() {
        this.set(await read());
      },
    });
  gauge('waiting_events', 'Events without an outcome', async () => (await delivery().stats()).waiting);
  gauge(
    'oldest_event_age_seconds',
    'Age of the oldest event without an outcome, 0 if there is none',
    async () => {
      const { oldestAt } = await delivery().stats();
      return oldestAt === undefined ? 0 : Math.max(0, Date.now() - oldestAt) / 1000;
    },
  );
  gauge('rejected_list_events', 'Events in the list at /rejected', () => delivery().rejected.count());
  return {
    accepted: (events) => accepted.inc(events),
    retried: (events) => retried.inc(events),
    responded({ status, seconds }) {
      requests.inc({ status });
      latency.observe(seconds);
    },
    ended({ end, reason = 'unknown', mayBeDuplicate }) {
      if (end === 'delivered') delivered.inc();
      else if (end === 'rejected') rejected.inc({ reason });
      else dropped.inc({ cause: reason });
      if (mayBeDuplicate) duplicates.inc();
    },
    request({ ok, durationMs }) {
      sent.inc({ result: ok ? 'accepted' : 'failed' });
      sending.observe(durationMs / 1000);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
