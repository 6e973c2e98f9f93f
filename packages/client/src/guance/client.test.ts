import { inspect } from 'node:util';
import { wireReasons } from '@pushspec/contract/guance';
import { expect, expectTypeOf, it } from 'vitest';
import { loopback } from '../loopback.fixture.ts';
import { rejection } from '../rejection.fixture.ts';
import { acceptedAnswer } from './answer.fixture.ts';
import { createGuanceClient, type GuanceOptions, type GuanceReason, isPushError } from './index.ts';

const secret = 'secret_7f3a';

function clientOf(answers: { status?: number; body: unknown }[], options: Partial<GuanceOptions> = {}) {
  const sent: { url: string; headers: Headers; body: unknown }[] = [];
  const client = createGuanceClient({
    secret,
    baseUrl: 'http://127.0.0.1:1',
    fetch: async (url: string, init: RequestInit) => {
      const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array));
      const answer = answers[sent.length] ?? { body: acceptedAnswer };
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
  await using service = await loopback((response) => response.end(JSON.stringify(acceptedAnswer)));
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
    vendor: 'guance',
    status: 200,
    items: 1,
    body: acceptedAnswer,
    requestId: acceptedAnswer.traceId,
    answers: [acceptedAnswer],
  });
  const [request] = service.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/api/v1/push-events/secret_7f3a/datakit/push' });
  expect(request?.headers).toMatchObject({ 'df-api-key': 'dev-api-key', 'content-type': 'application/json' });
  expect(JSON.parse(String(request?.body))).toEqual({
    event,
    extraData: { ruleId: 'disk', nested: [1, null] },
  });
});

it('ends the address after the secret of a monitor without subUri, and sends no key that it was not given', async () => {
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

it('takes the address of a site from the contract', async () => {
  const { client, sent } = clientOf([], { site: 'Guance CN1', baseUrl: undefined });
  await client.send({ status: 'ok' });
  expect(sent[0]?.url).toBe('https://openapi.guance.com/api/v1/push-events/secret_7f3a');
});

it('names the sites there are when it does not know one', () => {
  expect(() => createGuanceClient({ secret, site: 'cn1' as 'Guance CN1' })).toThrow(
    /site must be one of Guance CN1, /,
  );
  // @ts-expect-error a site or an address is needed
  expect(() => createGuanceClient({ secret })).toThrow('site must be one of');
});

it('refuses what cannot be a part of a path, without repeating it', () => {
  const baseUrl = 'http://127.0.0.1:1';
  expect(() => createGuanceClient({ secret: '..', baseUrl })).toThrow('secret must be');
  expect(() => createGuanceClient({ secret: '', baseUrl })).toThrow('secret must be');
  expect(() => createGuanceClient({ secret, subUri: 'a/../b', baseUrl })).toThrow('subUri must be');
  expect(() => createGuanceClient({ secret, subUri: '\ud800', baseUrl })).toThrow('subUri must be');
  expect(() => createGuanceClient({ secret, apiKey: 'dev key\n', baseUrl })).toThrow('apiKey must consist');
});

it('finds the reason by the error code of the vendor', async () => {
  const body = refusal(401, 'ft.TriggerApiWorkspaceCurrentLimiting', 'other words');
  const { client } = clientOf([{ status: 401, body }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    name: 'PushError',
    vendor: 'guance',
    reason: 'rate-limited-workspace',
    status: 401,
    retryable: true,
    answer: body,
  });
});

it('finds a bad key also where a site answers 401 to it', async () => {
  const { client } = clientOf([{ status: 401, body: refusal(401, 'ft.InvalidAPIKey', 'Invalid API Key') }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    reason: 'invalid-api-key',
    retryable: false,
  });
});

it('finds an error code inside an answer with the status 200', async () => {
  const { client } = clientOf([{ body: refusal(403, 'ft.InvalidAPIKey', 'Invalid API Key') }]);
  expect(await rejection(client.send({ status: 'ok' }))).toMatchObject({
    reason: 'invalid-api-key',
    status: 200,
  });
});

it('finds the failure that hides behind the gateway', async () => {
  const content = {
    ...acceptedAnswer.content,
    ok: false,
    error: 400.43,
    reason: 'EClientBadRequest',
    message: 'bad',
  };
  for (const body of [
    { ...acceptedAnswer, content },
    { ...acceptedAnswer, success: false },
    { ...acceptedAnswer, errorCode: 'ft.Unheard' },
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

it('takes for a success what lacks a member that decides', async () => {
  const { ok, ...content } = acceptedAnswer.content;
  expect(ok).toBe(true);
  const { client } = clientOf([{ body: { ...acceptedAnswer, content } }]);
  expect(await client.send({ status: 'ok' })).toMatchObject({ status: 200 });
});

it('sends a list one by one and in order', async () => {
  const second = { ...acceptedAnswer, traceId: '2' };
  const { client, sent } = clientOf([{ body: acceptedAnswer }, { body: second }]);
  const result = await client.send([{ status: 'error' }, { status: 'ok' }], { extraData: { a: 1 } });
  expect(result).toMatchObject({ items: 2, requestId: '2', body: second, answers: [acceptedAnswer, second] });
  expect(sent.map(({ body }) => body)).toEqual([
    { event: { status: 'error' }, extraData: { a: 1 } },
    { event: { status: 'ok' }, extraData: { a: 1 } },
  ]);
});

it('stops at the first refusal of a list and says how many were delivered', async () => {
  const body = refusal(401, 'ft.TriggerApiAkCurrentLimiting', 'Trigger API rate limiting - AK level');
  const { client, sent } = clientOf([{ body: acceptedAnswer }, { status: 401, body }]);
  const error = await rejection(client.send([{ status: 'error' }, { status: 'warning' }, { status: 'ok' }]));
  expect(error).toMatchObject({ reason: 'rate-limited-key', delivered: 1 });
  expect(String(error)).toContain('1 item of this call was delivered before');
  expect(sent).toHaveLength(2);
});

it('says how many were delivered before the connection failed', async () => {
  const { client } = clientOf([{ body: acceptedAnswer }, { body: acceptedAnswer }, { body: 'no envelope' }]);
  const error = await rejection(client.send([{ status: 'error' }, { status: 'ok' }, { status: 'ok' }]));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'unexpected-answer', delivered: 2 });
});

it('refuses an empty list', async () => {
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
    answer: { message: 'nothing at /api/v1/push-events/*** with ***' },
  });
});

it('recognises its own refusals', async () => {
  const { client } = clientOf([{ status: 400, body: refusal(400, 'ft.InvalidParams', 'event is required') }]);
  const error = await rejection(client.send({ status: 'ok' }));
  expect(isPushError(error)).toBe(true);
  if (isPushError(error)) expectTypeOf(error.reason).toEqualTypeOf<GuanceReason>();
});
