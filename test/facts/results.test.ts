import { isObject, type JsonObject, type Profile } from '@pushspec/contract';
import { expect, it } from 'vitest';
import type { JsonApi } from '../json-apis.ts';
import { bodyServer, edited, report } from './raw-body.fixture.ts';

const PROFILES: readonly Profile[] = ['documented', 'receiver'];

/** Returns a contract in which a schema has these additional properties. */
function contractWith(api: JsonApi, schema: string, properties: JsonObject, profile: Profile) {
  return edited(
    api,
    (schemas) => {
      const node = schemas[schema];
      if (!node || !isObject(node.properties)) throw new Error(`no properties in ${schema}`);
      Object.assign(node.properties, properties);
    },
    profile,
  );
}

async function resultOf(options: Parameters<typeof bodyServer>[0], api: JsonApi, body: string) {
  const server = await bodyServer(options);
  const { status, verdict } = await server.post(api, body);
  expect({ status, outcome: verdict.outcome }).toEqual({ status: 200, outcome: 'accepted' });
  return verdict.items[0]?.result;
}

it.each(PROFILES)('keeps a property that the contract adds to a Guance event (%s)', async (profile) => {
  const options = contractWith(
    'guance',
    'Event',
    { runbook_url: { type: 'string' }, owners: { type: 'array' }, impact: { type: 'object' }, rank: {} },
    profile,
  );
  const added = { runbook_url: 'https://w/1', owners: ['a', 'b'], impact: { users: 12 }, rank: null };
  const body = { event: { status: 'error', title: 'disk', ...added } };
  expect(await resultOf(options, 'guance', JSON.stringify(body))).toMatchObject({
    df_title: 'disk',
    ...added,
  });
});

it.each(PROFILES)(
  'keeps a property that the contract adds next to the Guance event (%s)',
  async (profile) => {
    const options = contractWith('guance', 'PushEvent', { origin: { type: 'string' } }, profile);
    const result = await resultOf(options, 'guance', '{"event":{"status":"ok"},"origin":"nagios"}');
    expect(result).toMatchObject({ origin: 'nagios' });
  },
);

it.each(PROFILES)(
  'keeps a property that the contract adds to a BlueKing data point (%s)',
  async (profile) => {
    const options = contractWith(
      'blueking',
      'MetricItem',
      { unit: { type: 'string' }, weights: {} },
      profile,
    );
    const point = { metrics: { cpu_load: 0.5 }, target: 'web-001', unit: 'percent', weights: [1, 2] };
    expect(await resultOf(options, 'blueking', report('metric', point))).toMatchObject({
      metrics: { cpu_load: 0.5 },
      unit: 'percent',
      weights: [1, 2],
    });
  },
);

it.each(PROFILES)('keeps a property that the contract adds to a BlueKing event (%s)', async (profile) => {
  const options = contractWith('blueking', 'EventItem', { runbook_url: { type: 'string' } }, profile);
  const event = {
    event_name: 'login',
    event: { content: 'c', count: 3 },
    target: 't',
    runbook_url: 'https://w/1',
  };
  expect(await resultOf(options, 'blueking', report('event', event))).toMatchObject(event);
});

it.each(PROFILES)('keeps a property that the contract adds to a CloudMonitor event (%s)', async (profile) => {
  const options = contractWith('cloudmonitor', 'CustomEvent', { labels: { type: 'object' } }, profile);
  const body = '[{"name":"n","content":"c","labels":{"env":"prod"}}]';
  expect(await resultOf(options, 'cloudmonitor', body)).toMatchObject({
    name: 'n',
    labels: { env: 'prod' },
  });
});

it('keeps properties that CloudMonitor accepts without defining them', async () => {
  const result = await resultOf(
    {},
    'cloudmonitor',
    '[{"name":"n","content":"c","severity":"high","regionId":"cn"}]',
  );
  expect(result).toMatchObject({ severity: 'high', regionId: 'cn' });
});

it('omits properties that the BlueKing contract marks as ignored', async () => {
  const point = { metrics: { cpu_load: 1 }, target: 't', timestamp: 1795221000000, bar: 2 };
  expect(await resultOf({}, 'blueking', report('metric', point))).toEqual({
    metrics: { cpu_load: 1 },
    dimension: { target: 't' },
    timestamp: 1795221000000,
  });
});

it('omits properties next to the event that the Guance contract marks as ignored', async () => {
  const result = await resultOf({}, 'guance', '{"event":{"status":"ok"},"origin":"nagios"}');
  expect(result).not.toHaveProperty('origin');
});

it('keeps every property of an item once the contract no longer marks it as ignored', async () => {
  const options = edited('blueking', ({ MetricItem }) => {
    delete MetricItem?.['x-unknown-members'];
  });
  const point = { metrics: { cpu_load: 1 }, target: 't', bar: { baz: [2] } };
  expect(await resultOf(options, 'blueking', report('metric', point))).toMatchObject({ bar: { baz: [2] } });
});

it('lists a renamed Guance property only under its new name', async () => {
  const event = { date: 1795221000, status: 'error', title: 't', message: 'm', check_value: 3, team: 'ops' };
  const result = await resultOf({}, 'guance', JSON.stringify({ event }));
  expect(result).toMatchObject({
    date: 1795221000,
    df_status: 'error',
    df_title: 't',
    df_message: 'm',
    Result: 3,
  });
  for (const name of ['status', 'title', 'message', 'check_value']) expect(result).not.toHaveProperty(name);
  expect(result).toHaveProperty('team', 'ops');
});

it('keeps a dimension unchanged if the contract allows it and no rule rewrites it', async () => {
  const options = edited('blueking', ({ MetricItem }) => {
    const properties = MetricItem?.properties as JsonObject;
    (properties.dimension as JsonObject).additionalProperties = { type: ['string', 'number', 'array'] };
  });
  const point = { metrics: { cpu_load: 1 }, target: 't', dimension: { shard: 3, hosts: ['a'] } };
  expect(await resultOf(options, 'blueking', report('metric', point))).toMatchObject({
    dimension: { shard: 3, hosts: ['a'], target: 't' },
  });
});
