import { inspect } from 'node:util';
import { wireReasons } from '@pushspec/contract/guance';
import { responses } from '@pushspec/contract/guance/responses';
import { expect, expectTypeOf, it } from 'vitest';
import { loopback } from '../loopback.fixture.ts';
import { rejection } from '../rejection.fixture.ts';
import { createGuanceClient, type GuanceOptions, type GuanceReason, isPushError } from './index.ts';

const { accepted } = responses.pushEvent;

const secret = 'secret_7f3a';

function clientOf(answers: { status?: number; body: unknown }[], options: Partial<GuanceOptions> = {}) {
  const sent: { url: string; headers: Headers; body: unknown }[] = [];
  const client = createGuanceClient({
    secret,
    baseUrl: 'http://127.0.0.1:1',
    fetch: async (url: string, init: RequestInit) => {
      const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array));
      const answer = answers[sent.length] ?? { body: accepted.body };
      sent.push({ url, headers: new Headers(init.headers), body });
      return Response.json(answer.body, { status: answer.status ?? 200 });
    },
    ...options,
  } as GuanceOptions);
  return { client, sent };
}

function refusal(code: number, errorCode: string, message: string) {
  return { code, content: {}, errorCode, message, success: false, traceId: '4250149955169518608' };
}

it('sends one event over a real connection', async () => {
  await using service = await loopback((response) => response.end(JSON.stringify(accepted.body)));
  const client = createGuanceClient({
    secret,
    subUri: 'datakit/push',
    apiKey: 'dev-api-key',
    baseUrl: service.url,
  });
  const event = {
    status: 'error',
    title: '支付成功率低 ⚠️',
    dimension_tags: { 机房: '华东' },
    biz_负责人: '张三',
  } as const;
  const result = await client.send(event, { extraData: { ruleId: 'disk', nested: [1, null] } });
  expect(result).toEqual({
    api: 'guance',
    status: 200,
    items: 1,
    body: accepted.body,
    requestId: accepted.body.traceId,
    responses: [accepted.body],
  });
  const [request] = service.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/api/v1/push-events/secret_7f3a/datakit/push' });
  expect(request?.headers).toMatchObject({ 'df-api-key': 'dev-api-key', 'content-type': 'application/json' });
  expect(JSON.parse(String(request?.body))).toEqual({
    event,
    extraData: { ruleId: 'disk', nested: [1, null] },
  });
});

it('ends the URL after the secret of a monitor without subUri, and sends no API key by default', async () => {
  const { client, sent } = clientOf([]);
  await client.send({ status: 'ok' });
  expect(sent[0]).toMatchObject({
    url: 'http://127.0.0.1:1/api/v1/push-events/secret_7f3a',
    body: { event: { status: 'ok' } },
  });
  expect(sent[0]?.headers.has('DF-API-KEY')).toBe(false);
});

it('percent-encodes the secret and the parts of the subUri', async () => {
  const { client, sent } = clientOf([], { secret: 'a b%', subUri: '告警/<x>?' });
  await client.send({ status: 'ok' });
  expect(sent[0]?.url).toBe('http://127.0.0.1:1/api/v1/push-events/a%20b%25/%E5%91%8A%E8%AD%A6/%3Cx%3E%3F');
});

it('reads the address of a site from the contract', async () => {
  const { client, sent } = clientOf([], { site: 'Guance CN1', baseUrl: undefined });
  await client.send({ status: 'ok' });
  expect(sent[0]?.url).toBe('https://openapi.guance.com/api/v1/push-events/secret_7f3a');
});

it('lists the available sites when one is unknown', () => {
  expect(() => createGuanceClient({ secret, site: 'cn1' as 'Guance CN1' })).toThrow(
    /`site` must be one of Guance CN1, /,
  );
  // @ts-expect-error a site or an address is needed
  expect(() => createGuanceClient({ secret })).toThrow('`site` must be one of');
});

it('rejects a value that cannot be a path segment, without echoing it', () => {
  const baseUrl = 'http://127.0.0.1:1';
  expect(() => createGuanceClient({ secret: '..', baseUrl })).toThrow('`secret` must be');
  expect(() => createGuanceClient({ secret: '', baseUrl })).toThrow('`secret` must be');
  expect(() => createGuanceClient({ secret, subUri: 'a/../b', baseUrl })).toThrow('`subUri` must be');
  expect(() => createGuanceClient({ secret, subUri: '\ud800', baseUrl })).toThrow('`subUri` must be');
  expect(() => createGuanceClient({ secret, apiKey: 'dev key', baseUrl })).toThrow('`apiKey` must consist');
});

it('finds the reason by the vendor error code', async () => {
  const body = refusal(401, 'ft.TriggerApiWorkspaceCurrentLimiting', 'other words');
  const { client } = clientOf([{ status: 401, body }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    name: 'PushError',
    api: 'guance',
    reason: 'rate-limited-workspace',
    status: 401,
    retryable: true,
    response: body,
  });
});

it('detects an invalid key even if a site responds with 401', async () => {
  const { client } = clientOf([{ status: 401, body: refusal(401, 'ft.InvalidAPIKey', 'Invalid API Key') }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    reason: 'invalid-api-key',
    retryable: false,
  });
});

it('detects an error code in a response with status 200', async () => {
  const { client } = clientOf([{ body: refusal(403, 'ft.InvalidAPIKey', 'Invalid API Key') }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    reason: 'invalid-api-key',
    status: 200,
  });
});

it('detects a failure behind the gateway', async () => {
  const content = {
    ...accepted.body.content,
    ok: false,
    error: 400.43,
    reason: 'EClientBadRequest',
    message: 'bad',
  };
  for (const body of [
    { ...accepted.body, content },
    { ...accepted.body, success: false },
    { ...accepted.body, errorCode: 'ft.Unheard' },
  ]) {
    const { client } = clientOf([{ body }]);
    expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
      reason: 'masked-failure',
      status: 200,
      retryable: false,
      fix: wireReasons['masked-failure'].fix,
    });
  }
});

it('treats a response without a deciding property as a success', async () => {
  const { ok, ...content } = accepted.body.content;
  expect(ok).toBe(true);
  const { client } = clientOf([{ body: { ...accepted.body, content } }]);
  expect(await client.send({ status: 'ok' })).toMatchObject({ status: 200 });
});

it('sends the events of a list one by one, in order', async () => {
  const second = { ...accepted.body, traceId: '2' };
  const { client, sent } = clientOf([{ body: accepted.body }, { body: second }]);
  const result = await client.send([{ status: 'error' }, { status: 'ok' }], { extraData: { a: 1 } });
  expect(result).toMatchObject({
    items: 2,
    requestId: '2',
    body: second,
    responses: [accepted.body, second],
  });
  expect(sent.map(({ body }) => body)).toEqual([
    { event: { status: 'error' }, extraData: { a: 1 } },
    { event: { status: 'ok' }, extraData: { a: 1 } },
  ]);
});

it('stops at the first rejected event of a list and reports how many were delivered', async () => {
  const body = refusal(401, 'ft.TriggerApiAkCurrentLimiting', 'Trigger API rate limiting - AK level');
  const { client, sent } = clientOf([{ body: accepted.body }, { status: 401, body }]);
  const error = await rejection(client.send([{ status: 'error' }, { status: 'warning' }, { status: 'ok' }]));
  expect(error).toMatchObject({ reason: 'rate-limited-key', delivered: 1 });
  expect(String(error)).toContain('1 item of this call was delivered before');
  expect(sent).toHaveLength(2);
});

it('reports how many were delivered before the connection failed', async () => {
  const { client } = clientOf([{ body: accepted.body }, { body: accepted.body }, { body: 'no envelope' }]);
  const error = await rejection(client.send([{ status: 'error' }, { status: 'ok' }, { status: 'ok' }]));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'unexpected-response', delivered: 2 });
});

it('rejects an empty list', async () => {
  const { client, sent } = clientOf([]);
  expect(await rejection(client.send([]))).toMatchObject({
    reason: 'event-missing',
    local: true,
    delivered: 0,
  });
  expect(sent).toEqual([]);
});

it('shows neither the secret nor the key', async () => {
  const message = 'nothing at /api/v1/push-events/secret_7f3a with key-7f3a';
  const { client } = clientOf([{ status: 404, body: refusal(404, 'ft.RouteNotFound', message) }], {
    apiKey: 'key-7f3a',
  });
  const error = await rejection(client.send({ status: 'ok' }));
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
  expect(error).toMatchObject({
    reason: 'unknown-path',
    response: { message: 'nothing at /api/v1/push-events/*** with ***' },
  });
});

it('recognizes its own errors', async () => {
  const { client } = clientOf([{ status: 400, body: refusal(400, 'ft.InvalidParams', 'event is required') }]);
  const error = await rejection(client.send({ status: 'ok' }));
  expect(isPushError(error)).toBe(true);
  if (isPushError(error)) expectTypeOf(error.reason).toEqualTypeOf<GuanceReason>();
});
