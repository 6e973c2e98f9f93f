import { inspect } from 'node:util';
import { limits, wireReasons } from '@pushspec/contract/blueking';
import { expect, expectTypeOf, it } from 'vitest';
import { loopback } from '../loopback.fixture.ts';
import { rejection } from '../rejection.fixture.ts';
import {
  type BluekingReason,
  createBluekingClient,
  isPushError,
  type MetricPoint,
  PushError,
} from './index.ts';

const accessToken = 'tok-7f3a"é';
const point: MetricPoint = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const accepted = {
  code: '200',
  message: 'success',
  request_id: 'a75ad22e-3c4f-4481-9096-c4947bf47187',
  result: 'true',
};

function clientOf(answer: unknown, { status = 200, type = 'text/plain; charset=utf-8' } = {}) {
  const sent: { url: string; bytes: number }[] = [];
  const client = createBluekingClient({
    dataId: 1500101,
    accessToken,
    kind: 'metric',
    baseUrl: 'http://127.0.0.1:1/',
    fetch: async (url, init) => {
      sent.push({ url, bytes: (init.body as Uint8Array).byteLength });
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return new Response(text, { status, headers: { 'Content-Type': type } });
    },
  });
  return { client, sent };
}

it('sends one item over a real connection', async () => {
  await using service = await loopback((response) => response.end(JSON.stringify(accepted)));
  const client = createBluekingClient({ dataId: 1500101, accessToken, kind: 'metric', baseUrl: service.url });
  const result = await client.send({ ...point, dimension: { 机房: '华东 🚀' } });
  expect(result).toEqual({
    api: 'blueking',
    status: 200,
    items: 1,
    body: accepted,
    requestId: accepted.request_id,
  });
  const [request] = service.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/v2/push/' });
  expect(request?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(String(request?.body))).toEqual({
    data_id: 1500101,
    access_token: accessToken,
    data: [{ ...point, dimension: { 机房: '华东 🚀' } }],
  });
});

it('sends a list of items as one request', async () => {
  const { client, sent } = clientOf(accepted);
  const result = await client.send([point, point]);
  expect(result.items).toBe(2);
  expect(sent).toHaveLength(1);
});

it('accepts the response of newer proxies, which has no request id and an empty message', async () => {
  const { client } = clientOf({ code: '200', result: 'true', message: '' });
  expect(await client.send(point)).toEqual({
    api: 'blueking',
    status: 200,
    items: 1,
    body: { code: '200', result: 'true', message: '' },
  });
});

it('throws the reason from the contract when the service rejects a request', async () => {
  const { client } = clientOf(
    { code: '400', result: 'false', message: "name 'a-b' required match regex [^[a-zA-Z_][a-zA-Z0-9_]*$]" },
    { status: 400 },
  );
  const error = await rejection(client.send(point));
  expect(error).toMatchObject({
    name: 'PushError',
    api: 'blueking',
    reason: 'invalid-name',
    local: false,
    status: 400,
    retryable: false,
    fix: wireReasons['invalid-name'].fix,
    delivered: 0,
  });
});

it('detects a rejection in a response with status 200', async () => {
  const { client } = clientOf({ code: '429', result: 'false', message: 'too many' });
  expect(await rejection(client.send(point))).toMatchObject({
    reason: 'rate-limited',
    status: 200,
    retryable: true,
  });
});

it('rejects a response that reports both success and failure', async () => {
  const { client } = clientOf({ code: '200', result: 'false', message: '' });
  expect(await rejection(client.send(point))).toMatchObject({ kind: 'unexpected-response', status: 200 });
});

it('rejects an envelope with numbers and booleans', async () => {
  const { client } = clientOf({ code: 200, result: true, message: '' });
  expect(await rejection(client.send(point))).toMatchObject({ kind: 'unexpected-response' });
});

it('masks the token that the vendor echoes in 401 and 429 responses', async () => {
  for (const [status, message] of [
    [401, `reject invalid token: 1500101/${accessToken}`],
    [429, `ratelimiter rejected the request, token [${accessToken}] max qps allowed: 16.666667`],
  ] as const) {
    const { client } = clientOf({ code: String(status), result: 'false', message }, { status });
    const error = await rejection(client.send(point));
    const shown = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error) + String(error);
    expect(shown).toContain('***');
    expect(shown).not.toContain('7f3a');
  }
});

it('does not show the token when the client is inspected', () => {
  const { client } = clientOf(accepted);
  expect(inspect(client, { depth: null, showHidden: true }) + JSON.stringify(client)).not.toContain('7f3a');
});

it('rejects an empty list without sending it', async () => {
  const { client, sent } = clientOf(accepted);
  const error = await rejection(client.send([]));
  expect(error).toMatchObject({ name: 'PushError', reason: 'data-empty', local: true, retryable: false });
  expect((error as PushError).status).toBeUndefined();
  expect(sent).toEqual([]);
});

it('sends a body at the limit and rejects one that is a byte larger', async () => {
  const { client, sent } = clientOf(accepted);
  const withText = (text: string) => ({ ...point, dimension: { text } });
  await client.send(withText(''));
  const overhead = sent[0]?.bytes ?? 0;
  // Three bytes each.
  const text = '磁'.repeat(Math.floor((limits.pushCustomReport.maxBodyBytes - overhead) / 3));
  const rest = 'x'.repeat((limits.pushCustomReport.maxBodyBytes - overhead) % 3);
  await client.send(withText(text + rest));
  expect(sent[1]?.bytes).toBe(limits.pushCustomReport.maxBodyBytes);
  const error = await rejection(client.send(withText(`${text}${rest}x`)));
  expect(error).toMatchObject({ reason: 'body-too-large', local: true });
  expect(String(error)).toContain('512001 bytes');
  expect(sent).toHaveLength(2);
});

it('sends extra headers but does not let them replace its own', async () => {
  const sent: Headers[] = [];
  const client = createBluekingClient({
    dataId: 1500101,
    accessToken,
    kind: 'metric',
    baseUrl: 'http://127.0.0.1:1',
    headers: { 'User-Agent': 'billing/1.4', 'content-type': 'text/plain' },
    fetch: async (_url, init) => {
      sent.push(new Headers(init.headers));
      return Response.json(accepted);
    },
  });
  await client.send(point);
  expect(sent[0]?.get('User-Agent')).toBe('billing/1.4');
  expect(sent[0]?.get('Content-Type')).toBe('application/json');
});

it('rejects invalid options without echoing their values', () => {
  const options = { dataId: 1500101, accessToken, kind: 'metric', baseUrl: 'http://127.0.0.1:1' } as const;
  expect(() => createBluekingClient({ ...options, accessToken: '' })).toThrow('`accessToken` must be');
  expect(() => createBluekingClient({ ...options, dataId: Number.NaN })).toThrow('`dataId` must be');
  expect(() => createBluekingClient({ ...options, kind: 'log' as 'metric' })).toThrow('`kind` must be');
  expect(() => createBluekingClient({ ...options, baseUrl: '10.0.7.4:10205' })).toThrow('`baseUrl` must be');
  expect(() => createBluekingClient({ ...options, baseUrl: 'http://u:p@host' })).toThrow('`baseUrl` must be');
  expect(() => createBluekingClient({ ...options, timeoutMs: -1 })).toThrow('`timeoutMs` must be');
});

it('recognizes its own errors, including those from another copy of the package', async () => {
  const { client } = clientOf(
    { code: '401', result: 'false', message: 'reject empty token' },
    { status: 401 },
  );
  const error = await rejection(client.send(point));
  expect(error).toBeInstanceOf(PushError);
  expect(isPushError(error)).toBe(true);
  expect(isPushError({ name: 'PushError', api: 'blueking', reason: 'empty-token' })).toBe(true);
  expect(isPushError({ name: 'PushError', api: 'guance', reason: 'empty-body' })).toBe(false);
  expect(isPushError(undefined)).toBe(false);
  if (isPushError(error)) expectTypeOf(error.reason).toEqualTypeOf<BluekingReason>();
});

it('accepts only items of its kind', () => {
  const options = { dataId: 1500102, accessToken, baseUrl: 'http://127.0.0.1:1' };
  const events = createBluekingClient({ ...options, kind: 'event' });
  expectTypeOf(events.send)
    .parameter(0)
    .toExtend<{ event_name: string } | readonly { event_name: string }[]>();
  // @ts-expect-error a metric point is not an event
  expectTypeOf(events.send).toBeCallableWith(point);
  expectTypeOf<BluekingReason>().toEqualTypeOf<keyof typeof wireReasons | (string & {})>();
});
