/** Checks the clients of openapi-fetch that `createOpenApiClient()` of each API returns. */
import { limits as bluekingLimits } from '@pushspec/contract/blueking';
import { limits as cloudmonitorLimits } from '@pushspec/contract/cloudmonitor';
import { expect, expectTypeOf, it } from 'vitest';
import * as blueking from './blueking/index.ts';
import * as cloudmonitor from './cloudmonitor/index.ts';
import * as guance from './guance/index.ts';
import { loopback } from './loopback.fixture.ts';
import type { FetchInit } from './options.ts';
import { rejection } from './rejection.fixture.ts';
import { createUndiciFetch } from './undici/index.ts';

const BLUEKING = '/v2/push/';
const CLOUDMONITOR = '/event/custom/upload';
const GUANCE = '/api/v1/push-events/{secret}/{subUri}';
const credentials = { accessKeyId: 'testKeyId', accessKeySecret: 'secret-7f3a' };
const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const event = { name: 'DiskFull', content: '磁盘使用率 97 %' };

const cloudmonitorAt = (baseUrl: string, options: object = {}) =>
  cloudmonitor.createOpenApiClient({ credentials, baseUrl, ...options });
const bluekingAt = (baseUrl: string, options: object = {}) =>
  blueking.createOpenApiClient({ dataId: 1, accessToken: 'token-7f3a', kind: 'metric', baseUrl, ...options });
const guanceAt = (baseUrl: string, options: object = {}) =>
  guance.createOpenApiClient({ secret: 'secret-7f3a', subUri: 'datakit/push', baseUrl, ...options });

const guanceAnswer = { code: 200, content: {}, errorCode: '', message: '', success: true, traceId: 't' };

it('signs the bytes that are sent to CloudMonitor', async () => {
  await using service = await loopback((response) => response.end('{"code":"200","msg":"","requestId":"r"}'));
  const { data, error, response } = await cloudmonitorAt(service.url).POST(CLOUDMONITOR, { body: [event] });
  expect({ data, error }).toEqual({ data: { code: '200', msg: '', requestId: 'r' }, error: undefined });
  expect(response).toBeInstanceOf(Response);
  const [request] = service.requests;
  if (!request) throw new Error('nothing was sent');
  expect(request.body.toString()).toBe(JSON.stringify([event]));
  const { authorization, contentMd5 } = cloudmonitor.sign({
    ...credentials,
    method: request.method,
    requestTarget: request.path,
    headers: request.headers as Record<string, string>,
    body: request.body,
  });
  expect(request.headers).toMatchObject({ authorization, 'content-md5': contentMd5 });
});

it('adds the credentials to a body for BlueKing', async () => {
  await using service = await loopback((response) =>
    response.end('{"code":"200","result":"true","message":""}'),
  );
  const { data } = await bluekingAt(service.url).POST(BLUEKING, { body: { data: [point] } });
  expect(data).toMatchObject({ result: 'true' });
  const [{ body } = { body: '' }] = service.requests;
  expect(JSON.parse(String(body))).toEqual({ data_id: 1, access_token: 'token-7f3a', data: [point] });
});

it.each([
  ['datakit/push', '/api/v1/push-events/secret-7f3a/datakit/push'],
  ['', '/api/v1/push-events/secret-7f3a'],
  ['告警 1', '/api/v1/push-events/secret-7f3a/%E5%91%8A%E8%AD%A6%201'],
])('fills in the path for Guance with the subUri %j', async (subUri, path) => {
  await using service = await loopback((response) => response.end(JSON.stringify(guanceAnswer)));
  const api = guanceAt(service.url, { subUri, apiKey: 'key-7f3a' });
  const { data } = await api.POST(GUANCE, { body: { event: { status: 'error', biz_team: 'payments' } } });
  expect(data).toMatchObject({ success: true });
  expect(service.requests).toMatchObject([{ path, headers: { 'df-api-key': 'key-7f3a' } }]);
});

it('also sends with request()', async () => {
  await using service = await loopback((response) => response.end(JSON.stringify(guanceAnswer)));
  const body = { event: { status: 'ok' } } as const;
  const { response } = await guanceAt(service.url).request('post', GUANCE, { body });
  expect(response.status).toBe(200);
  expect(service.requests).toMatchObject([{ path: '/api/v1/push-events/secret-7f3a/datakit/push' }]);
});

it("passes plain data and the measured bytes to the caller's fetch", async () => {
  const calls: [string, FetchInit][] = [];
  const fetch = async (url: string, init: FetchInit) => {
    calls.push([url, init]);
    return Response.json({ code: '200', msg: '' });
  };
  await cloudmonitorAt('http://127.0.0.1:4010', { fetch }).POST(CLOUDMONITOR, { body: [event] });
  const [[url, init] = ['', undefined]] = calls;
  expect(url).toBe('http://127.0.0.1:4010/event/custom/upload');
  expect(Object.keys(init ?? {}).sort()).toEqual(['body', 'headers', 'method', 'redirect', 'signal']);
  expect(init?.body).toBeInstanceOf(Uint8Array);
  expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
  expect(Object.getPrototypeOf(init?.headers)).toBe(Object.prototype);
});

it('sends with the transport on undici', async () => {
  await using service = await loopback((response) =>
    response.writeHead(200, { 'X-Trace': '7' }).end('{"code":"200","msg":""}'),
  );
  const api = cloudmonitorAt(service.url, { fetch: createUndiciFetch() });
  const { data, response } = await api.POST(CLOUDMONITOR, { body: [event] });
  expect(data).toMatchObject({ code: '200' });
  expect(response.headers.get('x-trace')).toBe('7');
});

it('returns a refusal as the error, without secrets', async () => {
  const body = { code: '401', result: 'false', message: 'reject invalid token: 1/token-7f3a' };
  await using service = await loopback((response) =>
    response.writeHead(401, { 'Retry-After': '7' }).end(JSON.stringify(body)),
  );
  const { data, error, response } = await bluekingAt(service.url).POST(BLUEKING, { body: { data: [point] } });
  expect(data).toBeUndefined();
  expect(error).toEqual({ ...body, message: 'reject invalid token: 1/***' });
  expect(response.status).toBe(401);
  expect(response.headers.get('Retry-After')).toBe('7');
});

it('returns a page of a gateway as the error', async () => {
  await using service = await loopback((response) => response.writeHead(502).end('<h1>502</h1>'));
  const { error, response } = await cloudmonitorAt(service.url).POST(CLOUDMONITOR, { body: [event] });
  expect({ error, status: response.status }).toEqual({ error: '<h1>502</h1>', status: 502 });
});

it('signs again with the time of the service', async () => {
  await using service = await loopback((response, { headers }) => {
    const isLate = Math.abs(Date.parse(headers.date ?? '') - Date.now()) > 900_000;
    response
      .writeHead(isLate ? 403 : 200)
      .end(isLate ? '{"code":"403","msg":"x"}' : '{"code":"200","msg":""}');
  });
  const api = cloudmonitorAt(service.url, { now: () => Date.now() + 1_200_000 });
  expect(await api.POST(CLOUDMONITOR, { body: [event] })).toMatchObject({ data: { code: '200' } });
  expect(service.requests).toHaveLength(2);
});

it.each<[string, number, Record<string, string>, string | Buffer, object]>([
  ['a redirect', 307, { Location: '/elsewhere' }, '', { kind: 'redirect', status: 307 }],
  ['a success that is not JSON', 200, {}, '<p>welcome</p>', { kind: 'unexpected-response', status: 200 }],
  ['an empty success', 204, {}, '', { kind: 'unexpected-response', status: 204 }],
  ['a failure larger than 1 MiB', 500, {}, Buffer.alloc(2 ** 21, ' '), { kind: 'unexpected-response' }],
])('rejects %s', async (_what, status, headers, body, expected) => {
  await using service = await loopback((response) => response.writeHead(status, headers).end(body));
  const error = await rejection(cloudmonitorAt(service.url).POST(CLOUDMONITOR, { body: [event] }));
  expect(error).toMatchObject({ name: 'TransportError', ...expected });
});

it('rejects if there is no connection, no response in time, or the signal aborts', async () => {
  const gone = await loopback(() => {});
  await gone[Symbol.asyncDispose]();
  const body = [event];
  expect(await rejection(cloudmonitorAt(gone.url).POST(CLOUDMONITOR, { body }))).toMatchObject({
    kind: 'network',
    mayHaveArrived: false,
  });
  await using silent = await loopback(() => {});
  const slow = cloudmonitorAt(silent.url, { timeoutMs: 50 });
  expect(await rejection(slow.POST(CLOUDMONITOR, { body }))).toMatchObject({ kind: 'timeout' });
  const signal = AbortSignal.timeout(50);
  expect(await rejection(cloudmonitorAt(silent.url).POST(CLOUDMONITOR, { body, signal }))).toMatchObject({
    kind: 'aborted',
    mayHaveArrived: true,
  });
});

it('refuses a request that exceeds a limit of the contract, without sending it', async () => {
  await using service = await loopback((response) => response.end());
  const { maxItems } = cloudmonitorLimits.uploadCustomEvents;
  const { maxBodyBytes } = bluekingLimits.pushCustomReport;
  const tooMany = Array.from({ length: maxItems + 1 }, () => event);
  const tooLarge = { ...point, target: 'x'.repeat(maxBodyBytes) };
  expect(await rejection(cloudmonitorAt(service.url).POST(CLOUDMONITOR, { body: tooMany }))).toMatchObject({
    name: 'PushError',
    local: true,
    reason: 'too-many-events',
  });
  expect(
    await rejection(bluekingAt(service.url).POST(BLUEKING, { body: { data: [tooLarge] } })),
  ).toMatchObject({ name: 'PushError', local: true, reason: 'body-too-large' });
  expect(service.requests).toEqual([]);
});

it('waits until the rate limit allows a request, unless pace is false', async () => {
  const { requests } = cloudmonitorLimits.uploadCustomEvents.rateLimits[0];
  const sentWith = async (pace: object | false) => {
    await using service = await loopback((response) => response.end('{"code":"200","msg":""}'));
    const api = cloudmonitorAt(service.url, { pace });
    const stop = new AbortController();
    const { signal } = stop;
    const calls = Array.from({ length: requests }, () => api.POST(CLOUDMONITOR, { body: [event], signal }));
    const settled = Promise.allSettled(calls);
    await Promise.all(calls.slice(0, pace === false ? requests : requests / 2));
    stop.abort();
    await settled;
    return service.requests.length;
  };
  expect(await sentWith({ share: 0.5 })).toBe(requests / 2);
  expect(await sentWith(false)).toBe(requests);
});

it('rejects an invalid share and a fetch of a single call', async () => {
  expect(() => cloudmonitorAt('http://127.0.0.1:1', { pace: { share: 2 } })).toThrow('`pace.share` must be');
  const fetch = () => Promise.resolve(new Response());
  const call = cloudmonitorAt('http://127.0.0.1:1').POST(CLOUDMONITOR, { body: [event], fetch });
  expect(await rejection(call)).toMatchObject({ name: 'TypeError', message: /createOpenApiClient/ });
});

it('runs middleware of openapi-fetch with real requests and responses', async () => {
  await using service = await loopback((response) => response.end('{"code":"200","msg":""}'));
  const api = cloudmonitorAt(service.url);
  const seen: unknown[] = [];
  api.use({
    onRequest({ request, schemaPath }) {
      seen.push(request instanceof Request, schemaPath);
      request.headers.set('X-Team', 'payments');
      return request;
    },
    onResponse({ response }) {
      seen.push(response.status);
    },
  });
  await api.POST(CLOUDMONITOR, { body: [event] });
  expect(seen).toEqual([true, CLOUDMONITOR, 200]);
  expect(service.requests[0]?.headers).toMatchObject({ 'x-team': 'payments' });
});

it('rejects with a TypeError if the body cannot be written as JSON', async () => {
  const body = [{ ...event, groupId: 1n as unknown as number }];
  expect(await rejection(cloudmonitorAt('http://127.0.0.1:1').POST(CLOUDMONITOR, { body }))).toBeInstanceOf(
    TypeError,
  );
});

it('has types for bodies, paths and responses', () => {
  const unused = async () => {
    const { data, error } = await cloudmonitorAt('').POST(CLOUDMONITOR, { body: [event] });
    expectTypeOf(data?.code).toEqualTypeOf<string | undefined>();
    expectTypeOf(error?.msg).toEqualTypeOf<string | undefined>();
    const guanceResult = await guanceAt('').POST(GUANCE, { body: { event: { status: 'ok', biz: 'x' } } });
    expectTypeOf(guanceResult.error?.errorCode).toEqualTypeOf<string | undefined>();
    const events = blueking.createOpenApiClient({ dataId: 1, accessToken: 't', kind: 'event', baseUrl: '' });
    await events.POST(BLUEKING, {
      body: { data: [{ target: 't', event_name: 'n', event: { content: 'c' } }] },
    });
    // @ts-expect-error a data id for events does not accept metrics
    await events.POST(BLUEKING, { body: { data: [point] } });
    // @ts-expect-error the client adds the credentials
    await bluekingAt('').POST(BLUEKING, { body: { data: [point], access_token: 'other' } });
    // @ts-expect-error a body is an array
    await cloudmonitorAt('').POST(CLOUDMONITOR, { body: event });
    // @ts-expect-error an event has a name
    await cloudmonitorAt('').POST(CLOUDMONITOR, { body: [{ content: 'c' }] });
    // @ts-expect-error a body is required
    await cloudmonitorAt('').POST(CLOUDMONITOR);
    // @ts-expect-error there is no such path
    await cloudmonitorAt('').POST('/event/custom', { body: [event] });
    // @ts-expect-error there is no such method
    await cloudmonitorAt('').GET(CLOUDMONITOR);
    // @ts-expect-error `down` is not a status
    await guanceAt('').POST(GUANCE, { body: { event: { status: 'down' } } });
    // @ts-expect-error the client fills in the path
    await guanceAt('').POST(GUANCE, { body: { event: { status: 'ok' } }, params: { path: { secret: 's' } } });
  };
  expect(unused).toBeTypeOf('function');
});
