import { apiNames } from '@pushspec/contract';
import type { WireReason } from '@pushspec/contract/reasons';
import { expect, it } from 'vitest';
import { wireReasons as bluekingReasons } from '../blueking/reasons.ts';
import { wireReasons as cloudmonitorReasons } from '../cloudmonitor/reasons.ts';
import { wireReasons as rpcReasons } from '../cloudmonitor-rpc/reasons.ts';
import { createGuanceClient } from '../guance/index.ts';
import { wireReasons as guanceReasons } from '../guance/reasons.ts';
import { rejection } from '../rejection.fixture.ts';
import {
  createInMemoryBlueking,
  createInMemoryCloudMonitor,
  createInMemoryCloudMonitorRpc,
  createInMemoryGuance,
} from './index.ts';

const EVENT = { status: 'error', title: 'disk full' } as const;

it('has a client for every API', () => {
  const { api: blueking } = createInMemoryBlueking({ kind: 'metric' }).client;
  const { api: cloudmonitor } = createInMemoryCloudMonitor().client;
  const { api: cloudmonitorRpc } = createInMemoryCloudMonitorRpc().client;
  const { api: guance } = createInMemoryGuance().client;
  expect([blueking, cloudmonitor, cloudmonitorRpc, guance].sort()).toEqual([...apiNames].sort());
});

it('records the metrics of BlueKing', async () => {
  const blueking = createInMemoryBlueking({ kind: 'metric' });
  const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
  await blueking.client.send([point, point]);
  expect(blueking.accepted).toEqual([point, point]);
  expect(blueking.requests.map(({ items }) => items)).toEqual([[point, point]]);
});

it('records the events of BlueKing', async () => {
  const blueking = createInMemoryBlueking({ kind: 'event' });
  const event = { event_name: 'deploy', event: { content: '1.4' }, target: '10.0.0.1' };
  await blueking.client.send(event);
  expect(blueking.accepted).toEqual([event]);
});

it('records the signed requests of CloudMonitor', async () => {
  const cloudmonitor = createInMemoryCloudMonitor({ now: () => Date.UTC(2026, 10, 25) });
  await cloudmonitor.client.send({ name: 'deploy', content: '1.4' });
  expect(cloudmonitor.accepted).toEqual([{ name: 'deploy', content: '1.4' }]);
  expect(cloudmonitor.requests[0]).toMatchObject({
    at: Date.UTC(2026, 10, 25),
    headers: { date: 'Wed, 25 Nov 2026 00:00:00 GMT', authorization: expect.stringMatching(/^in-memory:/) },
  });
});

it('records the events and the signed form of CloudMonitor over RPC', async () => {
  const cloudmonitor = createInMemoryCloudMonitorRpc({ now: () => Date.UTC(2026, 10, 25) });
  const events = [
    { EventName: 'deploy', Content: '1.4' },
    { EventName: '磁盘 &=+%', Content: '', GroupId: '7' },
  ];
  await cloudmonitor.client.send(events);
  expect(cloudmonitor.accepted).toEqual(events);
  expect(cloudmonitor.requests[0]).toMatchObject({
    at: Date.UTC(2026, 10, 25),
    headers: {
      'x-acs-date': '2026-11-25T00:00:00Z',
      authorization: expect.stringMatching(/^ACS3-HMAC-SHA256 /),
    },
  });
});

it('records an event of Guance with its custom fields and additional data', async () => {
  const guance = createInMemoryGuance({ apiKey: 'key' });
  await guance.client.send({ ...EVENT, biz_team: 'payments' }, { extraData: { ruleId: 'disk' } });
  expect(guance.accepted).toEqual([{ ...EVENT, biz_team: 'payments', extraData: { ruleId: 'disk' } }]);
  expect(guance.requests[0]?.headers['df-api-key']).toBe('key');
  expect(guance.requests[0]?.bytes).toBe(Buffer.byteLength(guance.requests[0]?.text ?? ''));
});

const codesOf = <Code extends string>(reasons: Readonly<Record<Code, WireReason>>) =>
  (Object.keys(reasons) as Code[]).filter((code) => reasons[code].status !== undefined);

it.each(codesOf(bluekingReasons))('BlueKing in memory refuses with %s', async (reason) => {
  const blueking = createInMemoryBlueking({ kind: 'metric' });
  blueking.respond(reason);
  const sent = blueking.client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 } });
  await expect(sent).rejects.toMatchObject({ name: 'PushError', reason, local: false });
  expect(blueking.accepted).toEqual([]);
});

it.each(codesOf(cloudmonitorReasons))('CloudMonitor in memory refuses with %s', async (reason) => {
  const cloudmonitor = createInMemoryCloudMonitor();
  cloudmonitor.respond(reason);
  const sent = cloudmonitor.client.send({ name: 'deploy', content: '1.4' });
  await expect(sent).rejects.toMatchObject({ name: 'PushError', reason, local: false });
  expect(cloudmonitor.accepted).toEqual([]);
});

it.each(codesOf(rpcReasons))('CloudMonitor over RPC in memory refuses with %s', async (reason) => {
  const cloudmonitor = createInMemoryCloudMonitorRpc();
  cloudmonitor.respond(reason);
  const sent = cloudmonitor.client.send({ EventName: 'deploy', Content: '1.4' });
  await expect(sent).rejects.toMatchObject({ name: 'PushError', reason, local: false });
});

it.each(codesOf(guanceReasons))('Guance in memory refuses with %s', async (reason) => {
  const guance = createInMemoryGuance();
  guance.respond(reason);
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ name: 'PushError', reason, local: false });
  expect(guance.accepted).toEqual([]);
});

it('fails inside a response with the status of success', async () => {
  const guance = createInMemoryGuance();
  guance.respond('masked-failure');
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ reason: 'masked-failure', status: 200 });
  expect(guance.accepted).toEqual([]);
});

it('sends the general refusal of a status that the contract has', async () => {
  const blueking = createInMemoryBlueking({ kind: 'metric' });
  blueking.respond(400, 429);
  const send = () => blueking.client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 } });
  await expect(send()).rejects.toMatchObject({ reason: 'bad-request' });
  await expect(send()).rejects.toMatchObject({ reason: 'rate-limited' });
});

it('sends an empty response for a status that the contract does not have', async () => {
  const guance = createInMemoryGuance();
  guance.respond(503);
  const error = await rejection(guance.client.send(EVENT));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'unexpected-response', status: 503 });
});

it('sends headers with a reason or a status', async () => {
  const guance = createInMemoryGuance();
  const headers = { 'Retry-After': '30' };
  guance.respond({ reason: 'internal-error', headers }, { status: 503, headers });
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ retryAfterMs: 30_000 });
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ retryAfterMs: 30_000 });
});

it('rejects with an error, as a broken connection does', async () => {
  const guance = createInMemoryGuance();
  guance.respond(new TypeError('fetch failed'));
  const error = await rejection(guance.client.send(EVENT));
  expect(error).toMatchObject({ kind: 'network', retryable: true, mayHaveArrived: true });
});

it('passes a response on as it is, also repeatedly', async () => {
  const guance = createInMemoryGuance();
  guance.respondAlways(new Response('<h1>Bad Gateway</h1>', { status: 502 }));
  await expect(guance.client.send(EVENT)).rejects.toThrow('Bad Gateway');
  await expect(guance.client.send(EVENT)).rejects.toThrow('Bad Gateway');
});

it('lets a function of the request choose the response', async () => {
  const guance = createInMemoryGuance();
  guance.respondAlways(({ items: [event] }) =>
    event?.title === 'disk full' ? 'internal-error' : 'accepted',
  );
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ reason: 'internal-error' });
  await guance.client.send({ status: 'ok' });
  expect(guance.accepted).toEqual([{ status: 'ok' }]);
});

it('lets an async function choose, and names a reason that the contract does not have', async () => {
  const guance = createInMemoryGuance();
  guance.respond(
    async () => 'internal-error',
    async () => ({ reason: 'no-such-reason' }),
  );
  await expect(guance.client.send(EVENT)).rejects.toMatchObject({ reason: 'internal-error' });
  await expect(guance.client.send(EVENT)).rejects.toThrow('the contract has no response `no-such-reason`');
});

it('responds once with each response, and accepts later requests', async () => {
  const guance = createInMemoryGuance();
  guance.respond('internal-error', 'accepted', 'internal-error');
  const statuses = [];
  for (let call = 0; call < 4; call++)
    statuses.push(
      await guance.client.send(EVENT).then(
        ({ status }) => status,
        ({ status }) => status,
      ),
    );
  expect(statuses).toEqual([500, 200, 500, 200]);
});

it('clears requests and responses with `reset()`', async () => {
  const guance = createInMemoryGuance();
  await guance.client.send(EVENT);
  guance.respond('internal-error');
  guance.respondAlways(503);
  guance.reset();
  expect([guance.requests, guance.accepted]).toEqual([[], []]);
  await expect(guance.client.send(EVENT)).resolves.toMatchObject({ status: 200 });
});

it('serves a client that the program under test creates', async () => {
  const guance = createInMemoryGuance();
  const webhook = 'https://openapi.guance.com/api/v1/push-events/s/uri';
  await createGuanceClient({ webhook, fetch: guance.fetch }).send(EVENT);
  expect(guance.requests[0]?.url).toBe(webhook);
  expect(guance.accepted).toEqual([EVENT]);
});

it('gives up when the signal of a call fires while a function chooses the response', async () => {
  const guance = createInMemoryGuance();
  const controller = new AbortController();
  guance.respond(() => {
    controller.abort();
    return 'accepted';
  });
  const error = await rejection(guance.client.send(EVENT, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: 'aborted' });
  expect(guance.accepted).toEqual([]);
});

it('refuses a reason that the contract does not have', () => {
  expect(() => createInMemoryGuance().respond('no-such-reason' as 'bad-request')).toThrow(
    'the contract has no response `no-such-reason`: use one of accepted, masked-failure, bad-request',
  );
});

it.each([0, 199, 600, 200.5, null, undefined, {}])('refuses %j as a response', (response) => {
  expect(() => createInMemoryGuance().respondAlways(response as 500)).toThrow(
    'a response must be a reason code, a status from 200 to 599, an Error or a Response',
  );
});
