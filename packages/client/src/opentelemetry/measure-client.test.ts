import { expect, it } from 'vitest';
import { createReporter } from '../reporter/index.ts';
import {
  createInMemoryBlueking,
  createInMemoryCloudMonitor,
  createInMemoryGuance,
  virtualTime,
} from '../testing/index.ts';
import { measureClient } from './index.ts';
import { meterFixture } from './metrics.fixture.ts';

const SENT = 'messaging.client.sent.messages';
const DURATION = 'messaging.client.operation.duration';
const named = (name: string) => ({ 'messaging.operation.name': name });

it('counts the items of a call and records its duration', async () => {
  const otel = meterFixture();
  const time = virtualTime();
  const blueking = createInMemoryBlueking({ kind: 'metric' });
  blueking.respond(async () => {
    await time.sleep(40);
    return 'accepted';
  });
  const client = measureClient(blueking.client, { meter: otel.meter, now: time.now });
  const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
  await time.until(client.send([point, point]));
  expect(await otel.sums(SENT)).toEqual([{ value: 2, ...named('send') }]);
  expect(await otel.histogram(DURATION)).toMatchObject([{ count: 1, sum: 0.04, ...named('send') }]);
});

it('names each method', async () => {
  const otel = meterFixture();
  const client = measureClient(createInMemoryGuance().client, { meter: otel.meter });
  await client.alert({ host: 'web-001' });
  await client.resolve({ host: 'web-001' });
  expect(await otel.sums(SENT)).toEqual([
    { value: 1, ...named('alert') },
    { value: 1, ...named('resolve') },
  ]);
});

it('counts a refused batch as failed, and rejects as before', async () => {
  const otel = meterFixture();
  const cloudmonitor = createInMemoryCloudMonitor();
  cloudmonitor.respond('rate-limited');
  const client = measureClient(cloudmonitor.client, { meter: otel.meter });
  const event = { name: 'deploy', content: '1.4' };
  await expect(client.send([event, event])).rejects.toMatchObject({ reason: 'rate-limited' });
  expect(await otel.sums(SENT)).toEqual([{ value: 2, ...named('send'), 'error.type': 'rate-limited' }]);
});

it('counts what was sent before the failure of a list that goes one by one', async () => {
  const otel = meterFixture();
  const guance = createInMemoryGuance();
  guance.respond('accepted', 'accepted', 503);
  const client = measureClient(guance.client, { meter: otel.meter });
  const event = { status: 'ok' } as const;
  await expect(client.send([event, event, event, event])).rejects.toMatchObject({ delivered: 2 });
  expect(await otel.sums(SENT)).toEqual([
    { value: 2, ...named('send') },
    { value: 1, ...named('send'), 'error.type': 'unexpected-response' },
  ]);
});

it('counts no messages that were not sent', async () => {
  const otel = meterFixture();
  const client = measureClient(createInMemoryCloudMonitor().client, { meter: otel.meter });
  await expect(client.send([])).rejects.toMatchObject({ local: true });
  await expect(client.send({ name: 'a', content: 1n } as never)).rejects.toThrow(TypeError);
  expect(await otel.sums(SENT)).toEqual([]);
  expect(await otel.histogram(DURATION)).toMatchObject([
    { count: 1, 'error.type': 'no-events' },
    { count: 1, 'error.type': 'TypeError' },
  ]);
});

it('takes a reporter, whose requests are no calls', async () => {
  const otel = meterFixture();
  const time = virtualTime();
  const guance = createInMemoryGuance();
  const client = measureClient(guance.client, { meter: otel.meter });
  const reporter = createReporter(client, { ...time });
  reporter.push({ status: 'ok' });
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 1 });
  expect(await otel.sums(SENT)).toEqual([]);
});

it('keeps reporters on both clients at one pace', () => {
  const { client } = createInMemoryGuance();
  const measured = measureClient(client, { meter: meterFixture().meter });
  createReporter(client, { ...virtualTime() });
  expect(() => createReporter(measured, { ...virtualTime() })).toThrow(
    'must have the same `now` and `sleep`',
  );
});
