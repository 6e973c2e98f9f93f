/** The metrics SDK of OpenTelemetry with a reader that tests collect from. */
import { DataPointType, MeterProvider, type MetricData, MetricReader } from '@opentelemetry/sdk-metrics';

class TestReader extends MetricReader {
  protected override async onForceFlush() {}
  protected override async onShutdown() {}
}

export function meterFixture() {
  const reader = new TestReader();
  const provider = new MeterProvider({ readers: [reader] });

  async function metrics(): Promise<MetricData[]> {
    const { resourceMetrics, errors } = await reader.collect();
    if (errors.length > 0) throw errors[0];
    return resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  }

  return {
    meter: provider.getMeter('test'),
    /** The values of a counter by their attributes, without those that all measurements of a client share. */
    async sums(name: string) {
      const metric = (await metrics()).find(({ descriptor }) => descriptor.name === name);
      if (metric?.dataPointType !== DataPointType.SUM) return [];
      return metric.dataPoints.map(({ value, attributes }) => ({ value, ...own(attributes) }));
    },
    async histogram(name: string) {
      const metric = (await metrics()).find(({ descriptor }) => descriptor.name === name);
      if (metric?.dataPointType !== DataPointType.HISTOGRAM) return [];
      return metric.dataPoints.map(({ value, attributes }) => ({
        count: value.count,
        sum: value.sum,
        boundaries: value.buckets.boundaries,
        ...own(attributes),
      }));
    },
    async metric(name: string) {
      return (await metrics()).find(({ descriptor }) => descriptor.name === name);
    },
    async names() {
      return (await metrics()).map(({ descriptor }) => descriptor.name).sort();
    },
  };
}

const SHARED = ['messaging.system', 'server.address', 'server.port', 'messaging.operation.type'];

function own(attributes: object) {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !SHARED.includes(name)));
}
