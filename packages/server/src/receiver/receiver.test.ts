import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { createReceiver, type ReceivedResult, type ReceiverOptions } from './receiver.ts';

const config: ReceiverOptions['config'] = {
  blueking: { dataIds: [{ dataId: 7, accessToken: 'token-of-the-relay', kind: 'metric' }] },
  guance: { monitors: [{ secret: 'secret-of-the-relay', subUri: 'datakit/push' }] },
};

/** Starts a receiver on a port. `taken` has the events of accepted requests. */
async function receive({ api, take }: Pick<ReceiverOptions, 'api'> & Partial<ReceiverOptions>) {
  const taken: unknown[] = [];
  const results: ReceivedResult[] = [];
  const errors: unknown[] = [];
  const receiver = await createReceiver({
    ...{ api, config },
    take: take ?? (async (events) => taken.push(...events) > 0),
    onResponse: (result) => results.push(result),
    onError: (error) => errors.push(error),
  });
  const http = createServer(express().use(receiver.router)).listen(0, '127.0.0.1');
  onTestFinished(() => void http.close());
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = { 'content-type': 'application/json', ...headers };
    const response = await fetch(url + path, { method: 'POST', headers: type, body: text });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ...receiver, post, taken, results, errors };
}

const point = { metrics: { cpu_load: 0.25 }, target: 'web-001' };
const deploy = { name: 'deploy', content: 'version 1.4' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

it('takes points of BlueKing without data id and token', async () => {
  const { post, taken } = await receive({ api: 'blueking' });
  expect(await post('/v2/push/', { data: [point] })).toMatchObject({ status: 200, body: { code: '200' } });
  expect(taken).toEqual([point]);
});

it('ignores the token of a request to the data id of the target', async () => {
  const { post, taken } = await receive({ api: 'blueking' });
  for (const access_token of ['token-of-the-sender', '', null])
    expect((await post('/v2/push/', { data_id: 7, access_token, data: [point] })).status).toBe(200);
  expect(taken).toEqual([point, point, point]);
});

it('refuses another data id with the vendor’s response for a wrong token', async () => {
  const { post, taken } = await receive({ api: 'blueking' });
  const { status, body } = await post('/v2/push/', { data_id: 8, access_token: 'other', data: [point] });
  expect([status, body.code, body.result]).toEqual([401, '401', 'false']);
  expect(body.message).toBe('this relay sends to data id 7 only: use that one, or start another relay for 8');
  expect(taken).toEqual([]);
});

it('refuses a point that the vendor would refuse, with the vendor’s message', async () => {
  const { post, taken, results } = await receive({ api: 'blueking' });
  const { status, body } = await post('/v2/push/', {
    data: [point, { metrics: { cpu: 'high' }, target: 'a' }],
  });
  expect([status, body.message]).toEqual([400, 'value expected float64 type, got string']);
  expect(taken).toEqual([]);
  expect(results).toEqual([{ outcome: 'rejected', status: 400, events: 0, reason: 'metric-value' }]);
});

it('takes events of CloudMonitor without a signature and its headers', async () => {
  const { post, taken, results } = await receive({ api: 'cloudmonitor' });
  expect(await post('/event/custom/upload', [deploy])).toMatchObject({ status: 200, body: { code: '200' } });
  expect(taken).toEqual([deploy]);
  expect(results).toEqual([{ outcome: 'accepted', status: 200, events: 1 }]);
});

it('takes events of PutCustomEvent as a form, and responds with a request id', async () => {
  const { post, taken } = await receive({ api: 'cloudmonitor-rpc' });
  const body =
    'Action=PutCustomEvent&Version=2019-01-01&EventInfo.1.EventName=deploy&EventInfo.1.Content=1.4';
  const response = await post('/', body, form);
  expect(response).toMatchObject({
    status: 200,
    body: { RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) },
  });
  expect(taken).toEqual([{ EventName: 'deploy', Content: '1.4' }]);
});

it('takes events of PutEvent under the names of PutCustomEvent', async () => {
  const { post, taken } = await receive({ api: 'cloudmonitor-rpc' });
  const events = encodeURIComponent(JSON.stringify([{ ...deploy, groupId: '7', unknown: 1 }]));
  const { status } = await post(
    '/',
    `Action=PutEvent&Version=${rpc.putEvent.version.value}&EventInfo=${events}`,
    form,
  );
  expect(status).toBe(200);
  expect(taken).toEqual([{ EventName: 'deploy', Content: 'version 1.4', GroupId: '7', unknown: 1 }]);
});

it.each(['secret-of-the-relay', '-'])(
  'takes an event of Guance for the monitor with the secret %s',
  async (secret) => {
    const { post, taken } = await receive({ api: 'guance' });
    const event = { status: 'error', title: 'disk full' };
    const body = { event, extraData: { rule: 7 } };
    expect((await post(`/api/v1/push-events/${secret}/datakit/push`, body)).status).toBe(200);
    expect(taken).toEqual([{ ...event, extraData: { rule: 7 } }]);
  },
);

it.each(['/api/v1/push-events/another/datakit/push', '/api/v1/push-events/-/other'])(
  'refuses another monitor of Guance, as in %s',
  async (path) => {
    const { post, taken } = await receive({ api: 'guance' });
    const { status, body } = await post(path, { event: { status: 'error' } });
    expect([status, body.success]).toEqual([404, false]);
    expect(body.message).toContain('/api/v1/push-events/-/datakit/push');
    expect(taken).toEqual([]);
  },
);

it.each([
  ['blueking', '/v2/push/', { data: [point] }, 429],
  ['cloudmonitor', '/event/custom/upload', [deploy], 403],
  ['guance', '/api/v1/push-events/-/datakit/push', { event: { status: 'ok' } }, 401],
] as const)('answers like the rate limit of %s if there is no room', async (api, path, body, expected) => {
  const { post, results } = await receive({ api, take: async () => false });
  expect((await post(path, body)).status).toBe(expected);
  expect(results).toMatchObject([{ events: 0, reason: expect.stringMatching(/^rate-limited/) }]);
});

it.each([
  ['blueking', '/v2/push/', { data: [point] }, 'too-large'],
  ['blueking', '/v2/push/', { data: [point] }, 'malformed'],
  ['cloudmonitor', '/event/custom/upload', [deploy], 'too-large'],
  ['cloudmonitor', '/event/custom/upload', [deploy], 'malformed'],
  ['guance', '/api/v1/push-events/-/datakit/push', { event: { status: 'ok' } }, 'too-large'],
  ['guance', '/api/v1/push-events/-/datakit/push', { event: { status: 'ok' } }, 'malformed'],
] as const)(
  'refuses a request to %s as the vendor if its events can never be taken: %s %j %s',
  async (...row) => {
    const [api, path, body, problem] = row;
    const { post, results } = await receive({
      api,
      take: async () => ({ problem, message: 'at most 1 fits' }),
    });
    const refused = await post(path, body);
    expect(JSON.stringify(refused.body)).toContain('at most 1 fits');
    expect(results).toMatchObject([
      {
        events: 0,
        reason: expect.stringMatching(
          problem === 'too-large' ? /^(too-many-events|body-too-large)$/ : /malformed|json/,
        ),
      },
    ]);
  },
);

it('answers with the vendor’s internal error if the events cannot be stored', async () => {
  const take = () => Promise.reject(new Error('no space left on the device'));
  const { post, errors } = await receive({ api: 'cloudmonitor', take });
  const { status, body } = await post('/event/custom/upload', [deploy]);
  expect([status, body.code]).toEqual([500, '500']);
  expect(errors).toMatchObject([{ message: 'no space left on the device' }]);
});

it('checks single events, and names the refused ones', async () => {
  const { check } = await receive({ api: 'cloudmonitor' });
  const events = Array.from({ length: 250 }, (_, index) => ({ ...deploy, name: `deploy ${index}` }));
  expect(await check(events)).toEqual({ events });
  const refused = await check([...events, { name: 'deploy' }, 7]);
  expect(refused).toMatchObject({
    refused: [
      { index: 250, status: 400, reasons: [{ code: 'content-missing', pointer: '/content' }] },
      { index: 251, status: 400, reasons: [{ code: 'event-type' }] },
    ],
  });
});

it.each([
  ['blueking', point, point],
  ['cloudmonitor-rpc', { EventName: 'deploy', Content: '1' }, { EventName: 'deploy', Content: '1' }],
  ['guance', { status: 'ok', extraData: { a: 1 } }, { status: 'ok', extraData: { a: 1 } }],
  ['guance', { event: { status: 'ok' }, extraData: { a: 1 } }, { status: 'ok', extraData: { a: 1 } }],
] as const)('checks single events of %s', async (api, event, expected) => {
  const { check } = await receive({ api });
  expect(await check([event])).toEqual({ events: [expected] });
});
