import { isObject, type JsonObject, type Profile, type Vendor } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { bodyServer, edited, report } from './raw-body.fixture.ts';

const PROFILES: readonly Profile[] = ['documented', 'receiver'];

/** A contract in which a schema has these properties too. */
function contractWith(vendor: Vendor, schema: string, properties: JsonObject, profile: Profile) {
  return edited(
    vendor,
    (schemas) => {
      const node = schemas[schema];
      if (!node || !isObject(node.properties)) throw new Error(`no properties in ${schema}`);
      Object.assign(node.properties, properties);
    },
    profile,
  );
}

async function resultOf(options: Parameters<typeof bodyServer>[0], vendor: Vendor, body: string) {
  const server = await bodyServer(options);
  const { status, verdict } = await server.post(vendor, body);
  expect({ status, outcome: verdict.outcome }).toEqual({ status: 200, outcome: 'accepted' });
  return verdict.items[0]?.result;
}

it.each(PROFILES)('keeps a property that the contract adds to an event of Guance (%s)', async (profile) => {
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
  'keeps a property that the contract adds next to the event of Guance (%s)',
  async (profile) => {
    const options = contractWith('guance', 'PushEvent', { origin: { type: 'string' } }, profile);
    const result = await resultOf(options, 'guance', '{"event":{"status":"ok"},"origin":"nagios"}');
    expect(result).toMatchObject({ origin: 'nagios' });
  },
);

it.each(PROFILES)(
  'keeps a property that the contract adds to a data point of BlueKing (%s)',
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

it.each(PROFILES)('keeps a property that the contract adds to an event of BlueKing (%s)', async (profile) => {
  const options = contractWith('blueking', 'EventItem', { runbook_url: { type: 'string' } }, profile);
  const event = {
    event_name: 'login',
    event: { content: 'c', count: 3 },
    target: 't',
    runbook_url: 'https://w/1',
  };
  expect(await resultOf(options, 'blueking', report('event', event))).toMatchObject(event);
});

it.each(PROFILES)(
  'keeps a property that the contract adds to an event of CloudMonitor (%s)',
  async (profile) => {
    const options = contractWith('cloudmonitor', 'CustomEvent', { labels: { type: 'object' } }, profile);
    const body = '[{"name":"n","content":"c","labels":{"env":"prod"}}]';
    expect(await resultOf(options, 'cloudmonitor', body)).toMatchObject({
      name: 'n',
      labels: { env: 'prod' },
    });
  },
);

it('keeps what CloudMonitor lets through without knowing it', async () => {
  const result = await resultOf(
    {},
    'cloudmonitor',
    '[{"name":"n","content":"c","severity":"high","regionId":"cn"}]',
  );
  expect(result).toMatchObject({ severity: 'high', regionId: 'cn' });
});

it('leaves out what the contract of BlueKing says is ignored', async () => {
  const point = { metrics: { cpu_load: 1 }, target: 't', timestamp: 1795221000000, bar: 2 };
  expect(await resultOf({}, 'blueking', report('metric', point))).toEqual({
    metrics: { cpu_load: 1 },
    dimension: { target: 't' },
    timestamp: 1795221000000,
  });
});

it('leaves out what the contract of Guance says is ignored next to the event', async () => {
  const result = await resultOf({}, 'guance', '{"event":{"status":"ok"},"origin":"nagios"}');
  expect(result).not.toHaveProperty('origin');
});

it('keeps every property of an item once the contract no longer says that it is ignored', async () => {
  const options = edited('blueking', ({ MetricItem }) => {
    delete MetricItem?.['x-unknown-members'];
  });
  const point = { metrics: { cpu_load: 1 }, target: 't', bar: { baz: [2] } };
  expect(await resultOf(options, 'blueking', report('metric', point))).toMatchObject({ bar: { baz: [2] } });
});

it('lists a renamed property of Guance under its new name only', async () => {
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

it('keeps a dimension that the contract lets pass as it is, where no rule rewrites it', async () => {
  const options = edited('blueking', ({ MetricItem }) => {
    const properties = MetricItem?.properties as JsonObject;
    (properties.dimension as JsonObject).additionalProperties = { type: ['string', 'number', 'array'] };
  });
  const point = { metrics: { cpu_load: 1 }, target: 't', dimension: { shard: 3, hosts: ['a'] } };
  expect(await resultOf(options, 'blueking', report('metric', point))).toMatchObject({
    dimension: { shard: 3, hosts: ['a'], target: 't' },
  });
});
