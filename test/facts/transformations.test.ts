import { developmentConfig, type Profile } from '@pushspec/contract';
import { expect, it } from 'vitest';
import {
  bluekingReport,
  cloudmonitorRequest,
  guanceEvent,
  NOW,
  type Request,
  runningServer,
  send,
} from './running-server.fixture.ts';

/** Sends a request and returns the codes and pointers of the changes to its first item. */
async function changes(
  request: Request,
  profile: Profile = 'documented',
): Promise<(readonly [string, string | undefined])[]> {
  const server = await runningServer({ profile });
  expect((await send(server.url, request)).status).toBe(200);
  const [verdict] = await server.requests();
  return (verdict?.items[0]?.transformed ?? []).map(({ code, pointer }) => [code, pointer] as const);
}

const event = {
  status: 'error',
  date: NOW / 1000,
  title: 'disk full',
  message: '97 %',
  dimension_tags: { host: 'web-001' },
  check_value: 97,
};

it('reports only the generated event for a complete Guance event', async () => {
  expect(await changes(guanceEvent(event))).toEqual([['event-generated', '/event']]);
});

it.each([
  ['date', 'date-defaulted', '/event/date'],
  ['title', 'title-defaulted', '/event/title'],
  ['message', 'message-defaulted', '/event/message'],
])('reports only the default for the %s of a Guance event', async (name, code, pointer) => {
  const rest = Object.fromEntries(Object.entries(event).filter(([each]) => each !== name));
  expect(await changes(guanceEvent(rest))).toEqual([
    [code, pointer],
    ['event-generated', '/event'],
  ]);
});

it('reports each Guance tag converted to a string, but no tag that already is one', async () => {
  const dimension_tags = { host: 'web-001', port: 443, 'a/b': true };
  expect(await changes(guanceEvent({ ...event, dimension_tags }))).toEqual([
    ['tag-stringified', '/event/dimension_tags/port'],
    ['tag-stringified', '/event/dimension_tags/a~1b'],
    ['event-generated', '/event'],
  ]);
});

it('reports a Guance recovery only if there is no fault to close', async () => {
  const server = await runningServer();
  for (const status of ['ok', 'error', 'ok']) await send(server.url, guanceEvent({ ...event, status }));
  const codes = (await server.requests()).map(({ items }) => items[0]?.transformed.map(({ code }) => code));
  expect(codes).toEqual([['event-generated', 'nothing-to-close'], ['event-generated'], ['event-generated']]);
});

const [metrics, events] = developmentConfig.blueking.dataIds;

it('reports only the changes that BlueKing makes to a metric', async () => {
  const point = { metrics: { cpu_load: 1 }, target: 'web-001', timestamp: NOW };
  expect(await changes(bluekingReport([{ ...point, dimension: { module: 'db' } }], metrics))).toEqual([
    ['target-as-dimension', '/data/0/target'],
  ]);
  expect(
    await changes(bluekingReport([{ ...point, dimension: { port: 1, none: null } }], metrics), 'receiver'),
  ).toEqual([
    ['target-as-dimension', '/data/0/target'],
    ['dimension-coerced', '/data/0/dimension/port'],
    ['dimension-dropped', '/data/0/dimension/none'],
  ]);
});

it('reports nothing for a BlueKing event that is forwarded unchanged', async () => {
  const forwarded = {
    event_name: 'disk_full',
    event: { content: '97 %' },
    target: 'web-001',
    dimension: { module: 'db' },
    timestamp: NOW,
  };
  expect(await changes(bluekingReport([forwarded], events))).toEqual([]);
});

it('reports the defaults of a CloudMonitor event, and nothing for a complete one', async () => {
  const full = { name: 'disk-full', content: '97 %', groupId: 27147, time: '20261121T163000.000+0800' };
  const { groupId: _group, time: _time, ...least } = full;
  const body = (item: object) => cloudmonitorRequest({ body: JSON.stringify([item]) });
  expect(await changes(body(full))).toEqual([]);
  expect(await changes(body(least))).toEqual([
    ['group-id-defaulted', '/0/groupId'],
    ['time-defaulted', '/0/time'],
  ]);
});
