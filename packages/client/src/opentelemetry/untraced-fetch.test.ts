import { context, type TracerProvider as Provider, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { suppressTracing } from '@opentelemetry/core';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createGuanceClient } from '../guance/index.ts';
import { loopback } from '../loopback.fixture.ts';
import { createReporter } from '../reporter/index.ts';
import { untracedFetch } from './index.ts';

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const tracer = provider.getTracer('test');
const instrumentation = new UndiciInstrumentation();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  instrumentation.setTracerProvider(provider as Provider);
  instrumentation.enable();
});
afterEach(() => exporter.reset());
afterAll(() => {
  instrumentation.disable();
  context.disable();
});

const spans = () => exporter.getFinishedSpans().map(({ name }) => name);

async function pushedInSpan(fetch: Parameters<typeof createGuanceClient>[0]['fetch']) {
  await using service = await loopback((response) => response.writeHead(500).end());
  const client = createGuanceClient({ secret: 's', baseUrl: service.url, fetch });
  const reporter = createReporter(client, { retry: false });
  const span = tracer.startSpan('checkout');
  await context.with(trace.setSpan(context.active(), span), async () => {
    reporter.push({ status: 'error' });
    await reporter.close();
  });
  span.end();
  expect(service.requests).toHaveLength(1);
}

it('creates no span for a request of a reporter', async () => {
  await pushedInSpan(untracedFetch({ context, suppressTracing }));
  expect(spans()).toEqual(['checkout']);
});

it('wraps the `fetch` that it is given', async () => {
  await pushedInSpan(untracedFetch({ context, suppressTracing, fetch: (url, init) => fetch(url, init) }));
  expect(spans()).toEqual(['checkout']);
});

it('would find a span of the default `fetch`', async () => {
  await pushedInSpan(undefined);
  expect(spans()).toEqual(['POST', 'checkout']);
});
