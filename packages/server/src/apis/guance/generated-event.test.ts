import type { JsonObject } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, startServer } from '../../server.fixture.ts';

async function eventOf(body: JsonObject): Promise<JsonObject> {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance', JSON.stringify(body)));
  const [verdict] = await server.requests();
  return verdict?.items[0]?.result as JsonObject;
}

it('writes tags and additional data as JSON strings', async () => {
  const event = await eventOf({
    event: { status: 'error', dimension_tags: { host: 'web-001', shard: 3, primary: true } },
    extraData: { type: 'x', list: [1, null] },
  });
  expect(event.df_dimension_tags).toBe('{"host":"web-001","shard":"3","primary":"true"}');
  expect(event).toMatchObject({ host: 'web-001', shard: '3', primary: 'true' });
  expect(JSON.parse(String(event.df_meta))).toMatchObject({
    check_targets: [],
    dimension_tags: { host: 'web-001' },
    extra_data: { type: 'x', list: [1, null] },
  });
});

it('keeps the value as a string and as a number', async () => {
  const { df_monitor_checker_value, Result } = await eventOf({ event: { status: 'error', check_value: 20 } });
  expect({ df_monitor_checker_value, Result }).toEqual({ df_monitor_checker_value: '20', Result: 20 });
});

it('uses the time of receipt if there is no date', async () => {
  const event = await eventOf({ event: { status: 'ok' } });
  const seconds = Math.floor(NOW / 1000);
  expect(event).toMatchObject({ date: seconds, timestamp: seconds, time: seconds * 1000, create_time: NOW });
});

it('keeps its own fields if a tag has the same name', async () => {
  const event = await eventOf({
    event: { status: 'error', dimension_tags: { time: 'noon', source: 'aws' } },
  });
  expect(event.time).toBe(Math.floor(NOW / 1000) * 1000);
  expect(event.source).toBe('aws');
  expect(event.df_dimension_tags).toBe('{"time":"noon","source":"aws"}');
});

it('contains no secret of the monitor', async () => {
  expect(JSON.stringify(await eventOf({ event: { status: 'ok' } }))).not.toContain('secret_dev');
});
