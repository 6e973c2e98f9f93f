import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { inspect } from 'node:util';
import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, expectTypeOf, it } from 'vitest';
import { loopback } from '../loopback.fixture.ts';
import { rejection } from '../rejection.fixture.ts';
import {
  type CloudMonitorOptions,
  type CloudMonitorReason,
  type CustomEvent,
  createCloudMonitorClient,
  isPushError,
  type PublicRegion,
  sign,
  type VpcRegion,
} from './index.ts';

const credentials = { accessKeyId: 'testKeyId', accessKeySecret: 'testsecret-7f3a' };
const event: CustomEvent = { name: '磁盘告警', content: '磁盘使用率 97 % ⚠️', groupId: 100 };
const accepted = { code: '200', msg: '' };
const now = () => Date.UTC(2017, 9, 23, 6, 51, 11);

function clientOf(
  answer: unknown,
  { status = 200, ...options }: Partial<CloudMonitorOptions> & { status?: number } = {},
) {
  const sent: { url: string; headers: Headers; body: Uint8Array }[] = [];
  const client = createCloudMonitorClient({
    credentials,
    baseUrl: 'http://127.0.0.1:1',
    now,
    fetch: async (url: string, init: RequestInit) => {
      sent.push({ url, headers: new Headers(init.headers), body: init.body as Uint8Array });
      return Response.json(answer, { status });
    },
    ...options,
  } as CloudMonitorOptions);
  return { client, sent };
}

it('signs exactly the bytes that arrive', async () => {
  await using service = await loopback((response) => response.end(JSON.stringify(accepted)));
  const client = createCloudMonitorClient({ credentials, baseUrl: service.url, ip: '30.27.84.196', now });
  expect(await client.send(event)).toEqual({ api: 'cloudmonitor', status: 200, items: 1, body: accepted });
  const [request] = service.requests;
  const body = request?.body ?? Buffer.alloc(0);
  expect(JSON.parse(String(body))).toEqual([event]);
  expect(request).toMatchObject({ method: 'POST', path: '/event/custom/upload' });
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': String(body.length),
    'content-md5': createHash('md5').update(body).digest('hex').toUpperCase(),
    date: 'Mon, 23 Oct 2017 06:51:11 GMT',
    'x-cms-api-version': '1.0',
    'x-cms-ip': '30.27.84.196',
    'x-cms-signature': 'hmac-sha1',
  });
  const headers = Object.fromEntries(
    Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const { authorization } = sign({
    method: 'POST',
    requestTarget: '/event/custom/upload',
    headers,
    body,
    ...credentials,
  });
  expect(request?.headers.authorization).toBe(authorization);
});

it('reproduces the example signature in the contract', async () => {
  const { client, sent } = clientOf(accepted, {
    credentials: { accessKeyId: 'testKeyId', accessKeySecret: 'testsecret' },
    ip: '30.27.84.196',
  });
  await client.send({ content: '123,abc', groupId: 100, name: 'Event_0', time: '20171023T144439.948+0800' });
  expect(sent[0]?.headers.get('Content-MD5')).toBe('6FE653772E0204F86B484AF1392DD6E6');
  expect(sent[0]?.headers.get('Authorization')).toBe('testKeyId:BDD5DA3177AAAFA2A3643C1F52A5CF2DAE1E8CCD');
});

it('sends and signs both headers of a temporary key', async () => {
  const { client, sent } = clientOf(accepted, {
    credentials: {
      accessKeyId: 'STS.testKeyId',
      accessKeySecret: 'testsecret',
      securityToken: 'CAIS-test-token+/=',
    },
    ip: '30.27.84.196',
  });
  await client.send({ content: '123,abc', groupId: 100, name: 'Event_0', time: '20171023T144439.948+0800' });
  expect(sent[0]?.headers.get('x-cms-security-token')).toBe('CAIS-test-token+/=');
  expect(sent[0]?.headers.get('x-cms-caller-type')).toBe('token');
  expect(sent[0]?.headers.get('Authorization')).toBe(
    'STS.testKeyId:483C8625204670E03665FD71EF37DA16C52F7BB5',
  );
});

it('omits the temporary key headers for a long-term key', async () => {
  const { client, sent } = clientOf(accepted, { credentials: { ...credentials, securityToken: '' } });
  await client.send(event);
  expect(sent[0]?.headers.has('x-cms-security-token')).toBe(false);
  expect(sent[0]?.headers.has('x-cms-caller-type')).toBe(false);
});

it('signs extra vendor headers but does not let them replace its own', async () => {
  const { client, sent } = clientOf(accepted, {
    headers: {
      'X-Acs-Extra': 'a',
      'Content-MD5': 'wrong',
      Date: 'yesterday',
      'x-cms-security-token': 'mine',
    },
  });
  await client.send(event);
  const { headers = new Headers(), body = new Uint8Array() } = sent[0] ?? {};
  expect(headers.get('x-cms-security-token')).toBeNull();
  const { authorization, stringToSign } = sign({
    method: 'POST',
    requestTarget: '/event/custom/upload',
    headers: Object.fromEntries(headers),
    body,
    ...credentials,
  });
  expect(headers.get('Authorization')).toBe(authorization);
  expect(stringToSign).toContain('\nx-acs-extra:a\n');
  expect(stringToSign).toContain('\nMon, 23 Oct 2017 06:51:11 GMT\n');
});

it('sends an address of this machine or reports that it has none', async () => {
  const { client, sent } = clientOf(accepted);
  await client.send(event);
  const ip = sent[0]?.headers.get('x-cms-ip') ?? '';
  expect(ip === 'N/A' || isIPv4(ip)).toBe(true);
});

it('reads the address of a region from the contract', async () => {
  const open = clientOf(accepted, { region: 'cn-hangzhou', baseUrl: undefined });
  await open.client.send(event);
  expect(open.sent[0]?.url).toBe('https://metrichub-cms-cn-hangzhou.aliyuncs.com/event/custom/upload');
  const inside = clientOf(accepted, { region: 'cn-qingdao', network: 'vpc', baseUrl: undefined });
  await inside.client.send(event);
  expect(inside.sent[0]?.url).toBe('http://metrichub-cn-qingdao.aliyun.com/event/custom/upload');
});

it('lists which regions have a public address', () => {
  expectTypeOf<'cn-hangzhou'>().toExtend<PublicRegion>();
  expectTypeOf<'cn-qingdao'>().not.toExtend<PublicRegion>();
  expectTypeOf<'cn-qingdao'>().toExtend<VpcRegion>();
  expect(() => createCloudMonitorClient({ credentials, region: 'cn-qingdao' as 'cn-hangzhou' })).toThrow(
    '`region` must be one of cn-hangzhou, ',
  );
  // @ts-expect-error a region or an address is needed
  expect(() => createCloudMonitorClient({ credentials })).toThrow('`region` must be one of');
});

it('sends as many events as fit in one request and rejects one more', async () => {
  const { client, sent } = clientOf(accepted);
  const { maxItems } = limits.uploadCustomEvents;
  expect(await client.send(Array.from({ length: maxItems }, () => event))).toMatchObject({ items: 100 });
  const error = await rejection(client.send(Array.from({ length: maxItems + 1 }, () => event)));
  expect(error).toMatchObject({
    name: 'PushError',
    reason: 'too-many-events',
    local: true,
    retryable: false,
  });
  expect(String(error)).toContain('101 items are more than the 100');
  expect(await rejection(client.send([]))).toMatchObject({ reason: 'no-events', local: true });
  expect(sent).toHaveLength(1);
});

it.for([
  {
    msg: 'rate limit exceeded: at most 20 requests in 1 s per account',
    reason: 'rate-limited',
    retryable: true,
  },
  { msg: 'user rate limit reached', reason: 'rate-limited', retryable: true },
  { msg: 'cannot upload event, please use ram to auth', reason: 'unauthorized', retryable: false },
  { msg: 'the signature does not fit the request', reason: 'signature-mismatch', retryable: false },
  { msg: 'something new', reason: 'forbidden', retryable: false },
])('distinguishes 403 responses by their message: $msg', async ({ msg, reason, retryable }) => {
  const { client } = clientOf({ code: '403', msg }, { status: 403 });
  expect(await rejection(client.send(event))).toMatchObject({ reason, retryable, status: 403 });
});

it('detects a rejection in a response with status 200', async () => {
  const throttled = clientOf({ code: '403', msg: 'rate limit' });
  expect(await rejection(throttled.client.send(event))).toMatchObject({
    reason: 'rate-limited',
    status: 200,
  });
  const odd = clientOf({ code: '206', msg: 'reach max time series num' });
  expect(await rejection(odd.client.send(event))).toMatchObject({ reason: 'masked-failure', status: 200 });
});

it('rejects the response format of the RPC call', async () => {
  const { client } = clientOf({ Code: '200', Message: 'success' });
  expect(await rejection(client.send(event))).toMatchObject({ kind: 'unexpected-response' });
});

it('returns the request id if the response has one', async () => {
  const { client } = clientOf({ ...accepted, requestId: 'A-1' });
  expect(await client.send([event, event])).toMatchObject({ requestId: 'A-1', items: 2 });
});

it('shows neither the secret nor the token', async () => {
  const answer = { code: '403', msg: 'forbidden for token-7f3a' };
  const secrets = { ...credentials, securityToken: 'token-7f3a' };
  const { client } = clientOf(answer, { status: 403, credentials: secrets });
  const error = await rejection(client.send(event));
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
  expect(error).toMatchObject({ response: { msg: 'forbidden for ***' } });
});

it('rejects credentials that cannot be sent in a header, without echoing them', () => {
  const options = { baseUrl: 'http://127.0.0.1:1' };
  const create = (wrong: object) => () =>
    createCloudMonitorClient({ ...options, credentials: { ...credentials, ...wrong } });
  expect(create({ accessKeyId: undefined })).toThrow('`credentials.accessKeyId` must be');
  expect(create({ accessKeyId: 'a b' })).toThrow('`credentials.accessKeyId` must consist');
  expect(create({ accessKeySecret: '' })).toThrow('`credentials.accessKeySecret` must be');
  expect(create({ securityToken: 'a\nb' })).toThrow('`credentials.securityToken` must not');
});

it('recognizes its own errors', async () => {
  const { client } = clientOf({ code: '400', msg: 'invalid request' }, { status: 400 });
  const error = await rejection(client.send(event));
  expect(isPushError(error)).toBe(true);
  if (isPushError(error)) expectTypeOf(error.reason).toEqualTypeOf<CloudMonitorReason>();
});
