import { inspect } from 'node:util';
import { limits, wireReasons } from '@pushspec/contract/cloudmonitor-rpc';
import type { WireReason } from '@pushspec/contract/reasons';
import { expect, expectTypeOf, it } from 'vitest';
import { rejection } from '../rejection.fixture.ts';
import { createReporter } from '../reporter/index.ts';
import { virtualTime } from '../testing/index.ts';
import {
  type CloudMonitorRpcOptions,
  type CloudMonitorRpcReason,
  createCloudMonitorRpcClient,
  createOpenApiClient,
  isPushError,
  type RpcCustomEvent,
} from './index.ts';

const credentials = { accessKeyId: 'testKeyId', accessKeySecret: 'testsecret-7f3a' };
const event: RpcCustomEvent = { EventName: '磁盘告警', Content: "97 % ⚠️ ~*+'!()" };
const accepted = { Code: '200', Message: 'success', RequestId: 'R-1' };
const NOW = Date.UTC(2026, 10, 30);

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly form: URLSearchParams;
}

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Responds with each answer once, and with the last one from then on. */
function serviceOf(...answers: Answer[]) {
  const sent: Sent[] = [];
  const options = {
    credentials,
    baseUrl: 'http://127.0.0.1:1',
    now: () => NOW,
    fetch: async (url: string, init: RequestInit) => {
      sent.push({
        url,
        headers: new Headers(init.headers),
        form: new URLSearchParams(String(Buffer.from(init.body as Uint8Array))),
      });
      const {
        status = 200,
        body = accepted,
        headers = {},
      } = answers[Math.min(sent.length, answers.length) - 1] ?? {};
      return Response.json(body, { status, headers });
    },
  } satisfies CloudMonitorRpcOptions;
  return { options, client: createCloudMonitorRpcClient(options), sent };
}

const refusal = (Code: string, Message = 'refused', status = 400): Answer => ({
  status,
  body: { Code, Message, RequestId: 'R-2', HostId: 'h', Recommend: 'r' },
});

it('sends the events as a form, and returns the request id', async () => {
  const { client, sent } = serviceOf({});
  const events = [event, { ...event, GroupId: '27147', Time: undefined }];
  expect(await client.send(events)).toEqual({
    ...{ api: 'cloudmonitor-rpc', status: 200, items: 2, body: accepted, requestId: 'R-1' },
  });
  expect([...(sent[0]?.form ?? [])]).toEqual([
    ['Action', 'PutCustomEvent'],
    ['Version', '2019-01-01'],
    ['EventInfo.1.EventName', event.EventName],
    ['EventInfo.1.Content', event.Content],
    ['EventInfo.2.EventName', event.EventName],
    ['EventInfo.2.Content', event.Content],
    ['EventInfo.2.GroupId', '27147'],
  ]);
  expect(sent[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
});

it('reads the address of a region from the contract', async () => {
  const { options, sent } = serviceOf({});
  await createCloudMonitorRpcClient({ ...options, region: 'cn-hangzhou', baseUrl: undefined }).send(event);
  expect(sent[0]?.url).toBe('https://metrics.cn-hangzhou.aliyuncs.com/');
  // @ts-expect-error a region or an address is needed
  expect(() => createCloudMonitorRpcClient({ credentials })).toThrow('`region` must be one of');
});

it('signs each request with a nonce of its own', async () => {
  const { client, sent } = serviceOf({});
  await Promise.all([client.send(event), client.send(event)]);
  const nonces = sent.map(({ headers }) => headers.get('x-acs-signature-nonce'));
  const signatures = sent.map(({ headers }) => headers.get('authorization'));
  expect([new Set(nonces).size, new Set(signatures).size]).toEqual([2, 2]);
});

it('takes a new key before the old one expires, and masks its secrets', async () => {
  const { options, sent } = serviceOf({}, refusal('Forbidden.RAM', 'no for token-7f3a', 403));
  let calls = 0;
  const client = createCloudMonitorRpcClient({
    ...options,
    credentials: () => ({ accessKeyId: `STS.${++calls}`, accessKeySecret: 's', securityToken: 'token-7f3a' }),
  });
  await client.send(event);
  const error = await rejection(client.send(event));
  expect(sent.map(({ headers }) => headers.get('x-acs-accesskey-id'))).toEqual(['STS.1', 'STS.2']);
  expect(error).toMatchObject({ reason: 'forbidden', response: { Message: 'no for ***' } });
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
});

const refusals = Object.entries(wireReasons as Readonly<Record<string, WireReason>>);

it.each(refusals.filter(([, { status }]) => status !== undefined))(
  'recognizes the refusal %s by its code and message',
  async (reason, known) => {
    const { errorCode = '', message, status } = known;
    const { client } = serviceOf(refusal(errorCode, message, status));
    expect(await rejection(client.send(event))).toMatchObject({ reason, status, requestId: 'R-2' });
  },
);

it.each([
  ['Throttling', 'rate-limited', true],
  ['Throttling.Api', 'rate-limited', true],
  ['InvalidTimeStamp.Other', 'timestamp-expired', false],
  ['InvalidAccessKeyId.Inactive', 'unknown-access-key', false],
  ['Throttlings', 'bad-request', false],
])('recognizes the code %s of a later gateway as %s', async (code, reason, retryable) => {
  const { client } = serviceOf(refusal(code));
  expect(await rejection(client.send(event))).toMatchObject({ reason, retryable });
});

it.each([
  [{ 'x-acs-retry-after': '1500' }, 1500],
  [{ 'x-acs-retry-after': '1500', 'Retry-After': '9' }, 1500],
  [{ 'Retry-After': '9' }, 9000],
  [{ 'x-acs-retry-after': 'soon' }, undefined],
  [{}, undefined],
])('reads the wait from %j', async (headers, retryAfterMs) => {
  const { client } = serviceOf({ ...refusal('Throttling.User'), headers });
  expect(await rejection(client.send(event))).toMatchObject({ reason: 'rate-limited', retryAfterMs });
});

it.each(['InvalidTimeStamp.Expired', 'InvalidTimeStamp.Format'])(
  'signs once more with the time of the service after %s',
  async (code) => {
    const date = 'Mon, 30 Nov 2026 03:00:00 GMT';
    const { client, sent } = serviceOf({ ...refusal(code), headers: { Date: date } }, {});
    await client.send(event);
    await client.send(event);
    expect(sent.map(({ headers }) => headers.get('x-acs-date'))).toEqual([
      ...['2026-11-30T00:00:00Z', '2026-11-30T03:00:00Z', '2026-11-30T03:00:00Z'],
    ]);
    expect(new Set(sent.map(({ headers }) => headers.get('x-acs-signature-nonce'))).size).toBe(3);
  },
);

it.each([
  ['InvalidTimeStamp.Expired', 'Mon, 30 Nov 2026 00:04:00 GMT'],
  ['SignatureDoesNotMatch', 'Mon, 30 Nov 2026 03:00:00 GMT'],
  ['Throttling.User', 'Mon, 30 Nov 2026 03:00:00 GMT'],
])('does not sign again after %s with the date %s', async (code, date) => {
  const { client, sent } = serviceOf({ ...refusal(code), headers: { Date: date } });
  await rejection(client.send(event));
  expect(sent).toHaveLength(1);
});

it('detects a rejection in a response with status 200', async () => {
  const { client } = serviceOf({ body: { Code: '500', Message: 'NullPointerException', RequestId: 'R' } });
  expect(await rejection(client.send(event))).toMatchObject({ reason: 'masked-failure', status: 200 });
});

it('rejects the response format of the upload API', async () => {
  const { client } = serviceOf({ body: { code: '200', msg: '' } });
  expect(await rejection(client.send(event))).toMatchObject({ kind: 'unexpected-response' });
});

it('counts events, and the bytes of their values, before it sends', async () => {
  const { client, sent } = serviceOf({});
  const { maxItems, maxBodyBytes } = limits.putCustomEvent;
  // An encoded line break has three bytes, and one in JSON has two.
  const content = (bytes: number) => ({ EventName: 'n', Content: '\n'.repeat(bytes - 1) });
  expect(await client.send(content(maxBodyBytes))).toMatchObject({ items: 1 });
  const tooLarge = await rejection(client.send(content(maxBodyBytes + 1)));
  const tooMany = await rejection(client.send(Array.from({ length: maxItems + 1 }, () => event)));
  expect(tooLarge).toMatchObject({ reason: 'too-large', local: true });
  expect(tooMany).toMatchObject({ reason: 'too-many-events', local: true });
  expect(sent).toHaveLength(1);
});

const reporterOptions = (time: ReturnType<typeof virtualTime>) => ({ now: time.now, sleep: time.sleep });

it('reports events in batches of the contract', async () => {
  const { client, sent } = serviceOf({});
  // One request at a time, because Web Crypto may finish the second signature first.
  const reporter = createReporter(client, { concurrency: 1 });
  const events = Array.from({ length: 51 }, (_, index) => ({ EventName: `事件 ${index}`, Content: '\n"' }));
  for (const one of events) void reporter.push(one);
  expect(await reporter.close()).toMatchObject({ delivered: 51 });
  const names = sent.map(({ form }) => [...form].filter(([name]) => name.endsWith('.EventName')));
  expect(names.map((list) => list.length)).toEqual([50, 1]);
  expect(names[1]).toEqual([['EventInfo.1.EventName', '事件 50']]);
});

it('reports an event whose JSON is larger than the limit, but not its values', async () => {
  const { client } = serviceOf({});
  const reporter = createReporter(client);
  const { maxBodyBytes } = limits.putCustomEvent;
  void reporter.push({ EventName: 'n', Content: '\n'.repeat(maxBodyBytes - 1) });
  void reporter.push({ EventName: 'n', Content: '\n'.repeat(maxBodyBytes) });
  expect(await reporter.close()).toMatchObject({ delivered: 1, rejected: 1 });
});

it('waits in a reporter as long as x-acs-retry-after says, and signs again', async () => {
  const time = virtualTime();
  const { options, sent } = serviceOf(
    { ...refusal('Throttling.User'), headers: { 'x-acs-retry-after': '70000' } },
    {},
  );
  const at: number[] = [];
  const client = createCloudMonitorRpcClient({
    ...options,
    timeoutMs: 0,
    fetch: (url, init) => {
      at.push(time.now());
      return options.fetch(url, init as unknown as RequestInit);
    },
  });
  const reporter = createReporter(client, reporterOptions(time));
  void reporter.push(event);
  const closed = reporter.close({ timeoutMs: 200_000 });
  await time.advance(100_000);
  expect(await closed).toMatchObject({ delivered: 1 });
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(70_000);
  expect(new Set(sent.map(({ headers }) => headers.get('authorization'))).size).toBe(2);
});

it('sends PutEvent with the client of openapi-fetch', async () => {
  const { options, sent } = serviceOf({});
  const api = createOpenApiClient(options);
  const EventInfo = [{ name: '磁盘告警', content: "it's 97 %", groupId: '0' }];
  const { data, error } = await api.POST('/#Action=PutEvent', { body: { EventInfo } });
  expect({ data, error }).toEqual({ data: accepted, error: undefined });
  expect(sent[0]?.url).toBe('http://127.0.0.1:1/');
  expect(sent[0]?.headers.get('x-acs-version')).toBe('2018-03-08');
  expect([...(sent[0]?.form ?? [])]).toEqual([
    ['Action', 'PutEvent'],
    ['Version', '2018-03-08'],
    ['EventInfo', JSON.stringify(EventInfo)],
  ]);
});

it('checks the limits of each operation in the client of openapi-fetch', async () => {
  const { options, sent } = serviceOf({});
  const api = createOpenApiClient({ ...options, pace: false });
  const many = (count: number) => Array.from({ length: count }, () => ({ name: 'n', content: 'c' }));
  const rpcEvents = Array.from({ length: 51 }, () => event);
  await api.POST('/#Action=PutEvent', { body: { EventInfo: many(limits.putEvent.maxItems) } });
  await expect(
    api.POST('/#Action=PutEvent', { body: { EventInfo: many(limits.putEvent.maxItems + 1) } }),
  ).rejects.toMatchObject({ reason: 'too-many-events' });
  await expect(api.POST('/#Action=PutEvent', { body: { EventInfo: [] } })).rejects.toMatchObject({
    reason: 'no-events',
  });
  await expect(api.POST('/#Action=PutCustomEvent', { body: { EventInfo: rpcEvents } })).rejects.toMatchObject(
    { reason: 'too-many-events' },
  );
  expect(sent).toHaveLength(1);
});

it('recognizes its own errors', async () => {
  const { client } = serviceOf(refusal('400', 'Bad Request'));
  const error = await rejection(client.send(event));
  expect(isPushError(error)).toBe(true);
  if (isPushError(error)) expectTypeOf(error.reason).toEqualTypeOf<CloudMonitorRpcReason>();
});

it('keeps the header that says how long to wait, also if the headers of a response cannot be listed', async () => {
  const header = limits.putEvent.retryAfter.header;
  const body = JSON.stringify({ Code: 'Throttling.User', Message: 'slow down', RequestId: 'R-1' });
  const values: Readonly<Record<string, string>> = { 'content-type': 'application/json', [header]: '1500' };
  const fetch = async () => ({
    status: 400,
    headers: { get: (name: string) => values[name.toLowerCase()] ?? null },
    text: async () => body,
  });
  const options = { credentials, baseUrl: 'http://127.0.0.1:1', pace: false } as const;
  const api = createOpenApiClient({ ...options, fetch: fetch as never });
  const { response } = await api.POST('/#Action=PutEvent', {
    body: { EventInfo: [{ name: 'n', content: 'c' }] },
  });
  expect([response.status, response.headers.get(header)]).toEqual([400, '1500']);
});
