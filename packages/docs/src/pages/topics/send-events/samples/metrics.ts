import { context, metrics } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { createGuanceClient } from '@pushspec/client/guance';
import { measureReporter, untracedFetch } from '@pushspec/client/opentelemetry';
import { createReporter } from '@pushspec/client/reporter';

const client = createGuanceClient({
  webhook: 'http://127.0.0.1:4010/api/v1/push-events/secret_dev/datakit/push',
  fetch: untracedFetch({ context, suppressTracing }), // its requests create no spans
});
const meter = metrics.getMeter('my-app');
const reporter = measureReporter(client, { meter }, (onEvent) => createReporter(client, { onEvent }));
reporter.push({ status: 'ok' });
await reporter.close();
