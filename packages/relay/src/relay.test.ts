import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createCloudMonitorRpcClient } from '@pushspec/client/cloudmonitor-rpc';
import { createGuanceClient } from '@pushspec/client/guance';
import { expect, it } from 'vitest';
import { createRelay } from './create-relay.ts';
import { accepted, clientFor, spoolFile, startRelay, startVendor, unreachable } from './relay.fixture.ts';

const json = { 'content-type': 'application/json' };
const deploy = { name: 'deploy', content: 'version 1.4' };

it('forwards the requests of bk-collector’s clients', async () => {
  const { vendor, target } = await startVendor();
  const { post } = await startRelay({ api: 'blueking', target });
  const data = [{ metrics: { cpu_load: 0.25 }, target: 'web-001', timestamp: 1_700_000_000_000 }];
  const body = JSON.stringify({ data_id: 7, access_token: 'token-of-the-sender', data });
  expect(await post('/v2/push/', body)).toMatchObject({ status: 200, body: { code: '200', result: 'true' } });
  expect(await accepted(vendor, 1)).toMatchObject([{ metrics: { cpu_load: 0.25 } }]);
});

it('forwards signed requests to CloudMonitor with its own key', async () => {
  const { vendor, target } = await startVendor();
  const { url } = await startRelay({ api: 'cloudmonitor', target });
  const credentials = { accessKeyId: 'keyOfTheSender', accessKeySecret: 'secret-of-the-sender' };
  const sender = createCloudMonitorClient({ credentials, baseUrl: url });
  expect((await sender.send([deploy, deploy])).status).toBe(200);
  await accepted(vendor, 2);
  const [verdict] = await vendor.requests();
  expect((await vendor.request(String(verdict?.id))).headers.authorization).toMatch(/^keyOfTheRelay:/);
});

it('forwards signed requests to the RPC API, and responds with a request id', async () => {
  const { vendor, target } = await startVendor();
  const { url } = await startRelay({ api: 'cloudmonitor-rpc', target });
  const credentials = { accessKeyId: 'keyOfTheSender', accessKeySecret: 'secret-of-the-sender' };
  const sender = createCloudMonitorRpcClient({ credentials, baseUrl: url });
  const { body } = await sender.send({ EventName: 'deploy', Content: '1.4' });
  expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
  expect(await accepted(vendor, 1)).toMatchObject([{ EventName: 'deploy', Content: '1.4' }]);
});

it('forwards events of Guance with its own monitor and without the API key of the client', async () => {
  const { vendor, target } = await startVendor();
  const { url } = await startRelay({ api: 'guance', target });
  const address = { secret: '-', subUri: 'datakit/push', baseUrl: url, apiKey: 'api-key-of-the-sender' };
  await createGuanceClient(address).send({ status: 'error', title: 'disk full' }, { extraData: { rule: 7 } });
  await accepted(vendor, 1);
  const [verdict] = await vendor.requests();
  const { headers, body } = await vendor.request(String(verdict?.id));
  expect(headers['df-api-key']).toBeUndefined();
  expect(JSON.parse(String(body))).toEqual({
    event: { status: 'error', title: 'disk full' },
    extraData: { rule: 7 },
  });
});

it('accepts NDJSON with characters that databases refuse', async () => {
  const { vendor, target } = await startVendor();
  const { postLines } = await startRelay({ api: 'cloudmonitor', target });
  const content = '\u0000 \ud800 磁盘 97 %';
  expect(await postLines(deploy, { name: 'disk', content })).toMatchObject({
    status: 200,
    body: { accepted: 2 },
  });
  expect(await accepted(vendor, 2)).toMatchObject([deploy, { name: 'disk', content }]);
});

it('stores nothing if a line of NDJSON is invalid, and names the line', async () => {
  const { vendor, target } = await startVendor();
  const { post, postLines, get } = await startRelay({ api: 'cloudmonitor', target });
  const type = { 'content-type': 'application/x-ndjson' };
  expect(await post('/events', `${JSON.stringify(deploy)}\n{"name":\n`, type)).toMatchObject({
    status: 400,
    body: { accepted: 0, errors: [{ line: 2, code: 'malformed-json' }] },
  });
  expect(await postLines(deploy, deploy, { name: 'deploy' })).toMatchObject({
    status: 400,
    body: { accepted: 0, errors: [{ line: 3, code: 'content-missing', pointer: '/content' }] },
  });
  expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
  expect(await vendor.requests()).toEqual([]);
});

it.each([
  ['text/plain', 415, 'Content-Type must be application/x-ndjson'],
  ['application/x-ndjson', 400, 'the body contains no events'],
])('refuses an empty body of type %s at /events', async (type, status, message) => {
  const { target } = await startVendor();
  const { post } = await startRelay({ api: 'cloudmonitor', target });
  const refused = await post('/events', '\n', { 'content-type': type });
  expect(refused).toMatchObject({ status, body: { accepted: 0 } });
  expect(refused.body.errors[0].message).toContain(message);
});

it('refuses more events at /events than it stores in one transaction', async () => {
  const { target } = await startVendor();
  const { post, get } = await startRelay({ api: 'cloudmonitor', target });
  const body = '{"name":"a","content":"b"}\n'.repeat(50_001);
  const refused = await post('/events', body, { 'content-type': 'application/x-ndjson' });
  expect(refused).toMatchObject({
    status: 413,
    body: { accepted: 0, errors: [{ code: 'too-many-events' }] },
  });
  expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
});

it('refuses events with the vendor’s own response', async () => {
  const { target } = await startVendor();
  const { post, metric } = await startRelay({ api: 'cloudmonitor', target });
  const { status, body } = await post('/event/custom/upload', '[{"name":" ","content":"x"}]', json);
  expect([status, body.code]).toEqual([400, '400']);
  expect(body.msg).toContain('name must not be blank');
  expect(await metric('accepted_events_total')).toBe(0);
});

it('does not store the credentials of clients', async () => {
  const file = spoolFile();
  const { post, relay } = await startRelay({
    api: 'blueking',
    target: await unreachable(),
    spool: { file },
  });
  const body = { data_id: 7, access_token: 'canary-token', data: [{ metrics: { a: 1 }, target: 'web-001' }] };
  const headers = { authorization: 'canary-header', 'x-pushspec-token': 'canary-relay-token' };
  expect((await post('/v2/push/?key=canary-query', JSON.stringify(body), headers)).status).toBe(200);
  await relay.close();
  const folder = dirname(file);
  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  expect(bytes).toContain('web-001');
  expect(bytes).not.toContain('canary');
  expect(bytes).not.toContain('token-of-the-relay');
});

it('responds like the vendor’s rate limit if a request does not fit, and stores none of it', async () => {
  const spool = { file: spoolFile(), maxItems: 3 };
  const { post, postLines, get } = await startRelay({
    api: 'cloudmonitor',
    target: await unreachable(),
    spool,
  });
  const upload = (events: unknown[]) => post('/event/custom/upload', JSON.stringify(events), json);
  expect((await upload([deploy, deploy])).status).toBe(200);
  const full = await upload([deploy, deploy]);
  expect([full.status, full.body.code]).toEqual([403, '403']);
  expect(full.body.msg).toContain('rate limit exceeded');
  expect(await postLines(deploy, deploy)).toMatchObject({ status: 429, body: { accepted: 0 } });
  expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 2 });
  expect((await upload([deploy])).status).toBe(200);
});

it('delivers waiting events after a restart', async () => {
  const file = spoolFile();
  const target = await unreachable();
  const offline = await startRelay({ api: 'cloudmonitor', target, spool: { file } });
  const events = Array.from({ length: 1500 }, (_, index) => ({ ...deploy, content: String(index) }));
  expect((await offline.postLines(...events)).status).toBe(200);
  await offline.relay.close();
  const { vendor } = await startVendor(Number(new URL(target).port));
  await startRelay({ api: 'cloudmonitor', target, spool: { file } });
  const contents = (await accepted(vendor, 1500)).map((event) => Number((event as typeof deploy).content));
  expect(contents.toSorted((a, b) => a - b)).toEqual([...events.keys()]);
});

it('finishes requests in flight when it closes, so that no event is sent twice', async () => {
  const file = spoolFile();
  const { vendor, target } = await startVendor();
  vendor.fail({ api: 'cloudmonitor', kind: 'delay', delayMs: 500 });
  const first = await startRelay({ api: 'cloudmonitor', target, spool: { file } });
  await first.postLines(deploy);
  await expect.poll(() => vendor.requests()).toHaveLength(1);
  await first.relay.close();
  const { get, postLines } = await startRelay({ api: 'cloudmonitor', target, spool: { file } });
  await postLines({ ...deploy, content: 'another' });
  expect(await accepted(vendor, 2)).toMatchObject([deploy, { content: 'another' }]);
  await expect.poll(() => get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
});

it('does not start with the spool of another target', async () => {
  const file = spoolFile();
  const first = await startRelay({ api: 'cloudmonitor', target: await unreachable(), spool: { file } });
  await first.postLines(deploy);
  await first.relay.close();
  const { vendor, target } = await startVendor();
  const other = startRelay({ api: 'cloudmonitor', target, spool: { file } });
  await expect(other).rejects.toThrow(/has events for cloudmonitor at http/);
  expect(await vendor.requests()).toEqual([]);
});

it('keeps events while something other than the vendor responds', async () => {
  const other = createServer((_, response) => response.writeHead(302, { location: '/login' }).end());
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  const target = `http://127.0.0.1:${port}`;
  const { postLines, get, lines } = await startRelay({ api: 'cloudmonitor', target });
  await postLines(deploy, deploy);
  await expect.poll(() => lines).toHaveLength(1);
  expect(lines[0]).toContain(`${target} responded with a redirect (302)`);
  other.closeAllConnections();
  other.close();
  await once(other, 'close');
  const { vendor } = await startVendor(port);
  await accepted(vendor, 2);
  expect(await get('/rejected')).toEqual({ count: 0, events: [] });
});

it('lists events that the vendor refuses later, with the reason, and sends them again', async () => {
  const { vendor, target } = await startVendor();
  const { post, get, metric } = await startRelay({ api: 'cloudmonitor', target });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized' });
  expect((await post('/event/custom/upload', JSON.stringify([deploy]), json)).status).toBe(200);
  await expect
    .poll(() => get('/rejected'))
    .toMatchObject({
      count: 1,
      events: [{ id: '1', end: 'rejected', reason: 'unauthorized', status: 403, event: deploy }],
    });
  expect(await metric('rejected_events_total{reason="unauthorized"')).toBe(1);
  expect(await metric('rejected_list_events')).toBe(1);
  expect((await post('/rejected/retry', '{"ids":["99"]}', json)).body).toEqual({ retried: 0, left: 0 });
  expect((await post('/rejected/retry', '{"ids":["1"]}', json)).body).toEqual({ retried: 1, left: 0 });
  await accepted(vendor, 1);
  expect(await get('/rejected')).toEqual({ count: 0, events: [] });
});

it.each(['[]', '{"ids":[1]}', '{"id":["1"]}', 'x'])('refuses %s at /rejected/retry', async (body) => {
  const { target } = await startVendor();
  const { post } = await startRelay({ api: 'cloudmonitor', target });
  expect((await post('/rejected/retry', body, json)).body.error).toContain('the body must be JSON such as');
});

it('counts requests and events', async () => {
  const { vendor, target } = await startVendor();
  const { post, postLines, metric } = await startRelay({ api: 'cloudmonitor', target });
  await post('/event/custom/upload', JSON.stringify([deploy, deploy]), json);
  await postLines(deploy);
  await accepted(vendor, 3);
  await expect.poll(() => metric('delivered_events_total')).toBe(3);
  expect(await metric('accepted_events_total')).toBe(3);
  expect(await metric('requests_total{status="200"')).toBe(2);
  await expect.poll(() => metric('waiting_events')).toBe(0);
  expect(await metric('oldest_event_age_seconds')).toBe(0);
});

it('requires the token on every path except /healthz', async () => {
  const { target } = await startVendor();
  const { url } = await startRelay({ api: 'cloudmonitor', target, token: 'relay-token' });
  const body = JSON.stringify([deploy]);
  const upload = (headers: Record<string, string>) =>
    fetch(`${url}/event/custom/upload`, { method: 'POST', body, headers: { ...json, ...headers } });
  expect((await upload({})).status).toBe(401);
  expect((await upload({ authorization: 'Bearer other' })).status).toBe(401);
  expect((await upload({ authorization: 'Bearer relay-token' })).status).toBe(200);
  expect((await upload({ authorization: 'key:signature', 'x-pushspec-token': 'relay-token' })).status).toBe(
    200,
  );
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('does not listen on other addresses without a token', async () => {
  const { target } = await startVendor();
  const { relay } = await startRelay({ api: 'cloudmonitor', target });
  await expect(relay.listen({ port: 0, host: '0.0.0.0' })).rejects.toThrow(
    'anyone who can reach 0.0.0.0 could send events: set `token`',
  );
});

it.each([{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
  'refuses requests of web pages: %j',
  async (headers) => {
    const { target } = await startVendor();
    const { post, get } = await startRelay({ api: 'cloudmonitor', target });
    const refused = await post('/event/custom/upload', JSON.stringify([deploy]), { ...json, ...headers });
    expect(refused).toMatchObject({
      status: 403,
      body: { error: expect.stringContaining('web pages cannot') },
    });
    expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
  },
);

it('names the option if there is no spool, or no target', async () => {
  const createClient = () => clientFor('blueking', 'http://127.0.0.1:4010');
  await expect(createRelay({ api: 'blueking', createClient, spool: { file: '' } })).rejects.toThrow(
    '`spool.file` must be the name of the file',
  );
  const spool = { file: spoolFile() };
  await expect(createRelay({ api: 'blueking', createClient, spool })).rejects.toThrow(
    'the configuration needs `blueking`, with the only target of blueking',
  );
});
