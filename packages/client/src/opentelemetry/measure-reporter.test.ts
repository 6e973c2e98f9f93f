import { expect, it } from 'vitest';
import { createReporter, type ReporterEvent } from '../reporter/index.ts';
import { createInMemoryCloudMonitor, createInMemoryGuance, virtualTime } from '../testing/index.ts';
import { measureReporter } from './index.ts';
import { meterFixture } from './metrics.fixture.ts';

const EVENT = { name: 'deploy', content: '1.4' };
const SEND = { 'messaging.operation.name': 'send' };

function measured(options: object = {}) {
  const time = virtualTime();
  const otel = meterFixture();
  const memory = createInMemoryCloudMonitor({ now: time.now });
  const reporter = measureReporter(memory.client, { meter: otel.meter }, (onEvent) =>
    createReporter(memory.client, { ...time, ...options, onEvent }),
  );
  return { time, otel, memory, reporter };
}

it('counts the events of accepted requests', async () => {
  const { time, otel, reporter } = measured();
  for (let index = 0; index < 150; index++) reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(await otel.sums('messaging.client.sent.messages')).toEqual([{ value: 150, ...SEND }]);
  expect(await otel.sums('pushspec.reporter.outcomes')).toEqual([
    { value: 150, 'pushspec.outcome': 'delivered' },
  ]);
});

it('names system, operation and server as the semantic conventions do', async () => {
  const { time, otel, reporter } = measured();
  reporter.push(EVENT);
  await time.until(reporter.flush());
  const sent = await otel.metric('messaging.client.sent.messages');
  expect(sent?.descriptor.unit).toBe('{message}');
  expect(sent?.dataPoints.map(({ attributes }) => attributes)).toEqual([
    {
      'messaging.system': 'cloudmonitor',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'server.address': 'cloudmonitor.test',
      'server.port': 80,
    },
  ]);
});

it('records the duration of each request in seconds', async () => {
  const { time, otel, memory, reporter } = measured();
  memory.respond(async () => {
    await time.sleep(250);
    return 'accepted';
  });
  reporter.push(EVENT);
  await time.until(reporter.flush());
  expect((await otel.metric('messaging.client.operation.duration'))?.descriptor.unit).toBe('s');
  expect(await otel.histogram('messaging.client.operation.duration')).toEqual([
    {
      count: 1,
      sum: 0.25,
      boundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      ...SEND,
    },
  ]);
});

it('counts failed requests by their reason or kind, and retries', async () => {
  const { time, otel, memory, reporter } = measured();
  memory.respond('internal-error', new TypeError('fetch failed'));
  reporter.push(EVENT);
  reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(await otel.sums('messaging.client.sent.messages')).toEqual([
    { value: 2, ...SEND, 'error.type': 'internal-error' },
    { value: 2, ...SEND, 'error.type': 'network' },
    { value: 2, ...SEND },
  ]);
  expect(await otel.sums('pushspec.reporter.retries')).toEqual([
    { value: 1, 'error.type': 'internal-error' },
    { value: 1, 'error.type': 'network' },
  ]);
});

it('counts rejected events by their reason', async () => {
  const { time, otel, memory, reporter } = measured();
  memory.respond('content-missing');
  reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(await otel.sums('pushspec.reporter.outcomes')).toEqual([
    { value: 1, 'pushspec.outcome': 'rejected', 'error.type': 'content-missing' },
  ]);
});

it('counts dropped events by their cause, and no message that was not sent', async () => {
  const { time, otel, reporter } = measured({
    queue: { maxItems: 1 },
    beforeSend: () => null,
  });
  for (let index = 0; index < 3; index++) reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(await otel.sums('pushspec.reporter.outcomes')).toEqual([
    { value: 2, 'pushspec.outcome': 'dropped', 'pushspec.drop.cause': 'queue-full' },
    { value: 1, 'pushspec.outcome': 'dropped', 'pushspec.drop.cause': 'before-send' },
  ]);
  expect(await otel.sums('messaging.client.sent.messages')).toEqual([]);
});

it('observes how many events wait, over all reporters of a meter', async () => {
  const { time, otel, memory, reporter } = measured();
  const another = measureReporter(memory.client, { meter: otel.meter }, (onEvent) =>
    createReporter(memory.client, { ...time, onEvent }),
  );
  for (const each of [reporter, reporter, another]) each.push(EVENT);
  expect(await otel.sums('pushspec.reporter.queue.length')).toEqual([{ value: 3 }]);
  await time.until(Promise.all([reporter.flush(), another.flush()]));
  expect(await otel.sums('pushspec.reporter.queue.length')).toEqual([{ value: 0 }]);
});

it('observes the queues of different clients separately', async () => {
  const { otel, reporter, time } = measured();
  const guance = createInMemoryGuance();
  const another = measureReporter(
    guance.client,
    { meter: otel.meter, attributes: { team: 'payments' } },
    (onEvent) => createReporter(guance.client, { ...time, onEvent }),
  );
  reporter.push(EVENT);
  another.push({ status: 'ok' });
  another.push({ status: 'ok' });
  expect(await otel.sums('pushspec.reporter.queue.length')).toEqual([
    { value: 1 },
    { value: 2, team: 'payments' },
  ]);
  await time.until(Promise.all([reporter.close(), another.close()]));
});

it('leaves the own `onEvent` of a program to the program', async () => {
  const time = virtualTime();
  const otel = meterFixture();
  const memory = createInMemoryCloudMonitor();
  const types: string[] = [];
  const reporter = measureReporter(memory.client, { meter: otel.meter }, (measure) => {
    const onEvent = (event: ReporterEvent) => {
      types.push(event.type);
      measure(event);
    };
    return createReporter(memory.client, { ...time, onEvent });
  });
  reporter.push(EVENT);
  await time.until(reporter.flush());
  expect(types).toEqual(['request', 'delivered']);
  expect(await otel.names()).toEqual([
    'messaging.client.operation.duration',
    'messaging.client.sent.messages',
    'pushspec.reporter.outcomes',
    'pushspec.reporter.queue.length',
  ]);
});

it('refuses what is not a meter or not a client', () => {
  const { client } = createInMemoryGuance();
  const { meter } = meterFixture();
  const create = () => createReporter(client);
  expect(() => measureReporter(client, { meter: {} as typeof meter }, create)).toThrow(
    '`meter` must be a meter of OpenTelemetry: pass `metrics.getMeter(name)`',
  );
  expect(() => measureReporter({}, { meter }, create)).toThrow(TypeError);
});
