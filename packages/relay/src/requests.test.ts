/** Requests that a relay refuses, and what it logs. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { accepted, spoolFile, startRelay, startVendor, unreachable } from './relay.fixture.ts';

const json = { 'content-type': 'application/json' };
const ndjson = { 'content-type': 'application/x-ndjson' };
const deploy = { name: 'deploy', content: 'version 1.4' };
const deploys = (count: number) => Array.from({ length: count }, () => deploy);

it('refuses a request that exceeds --max-events by itself, and names the option', async () => {
  const spool = { file: spoolFile(), maxItems: 100 };
  const { postLines, get } = await startRelay({ api: 'cloudmonitor', target: await unreachable(), spool });
  const refused = await postLines(...deploys(101));
  expect(refused).toMatchObject({
    status: 413,
    body: { accepted: 0, errors: [{ code: 'too-many-events' }] },
  });
  expect(refused.body.errors[0].message).toBe(
    'the request has 101 events, but at most 100 may wait: send fewer per request, or raise `--max-events` (`maxItems`)',
  );
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
  expect((await postLines(...deploys(100))).status).toBe(200);
});

it('refuses a request that exceeds the bytes by itself', async () => {
  const spool = { file: spoolFile(), maxBytes: 1000 };
  const { postLines } = await startRelay({ api: 'cloudmonitor', target: await unreachable(), spool });
  expect(await postLines({ ...deploy, content: 'x'.repeat(1000) })).toMatchObject({
    status: 413,
    body: { errors: [{ message: expect.stringContaining('raise `maxBytes`') }] },
  });
});

it('refuses such a request to the vendor’s path with the vendor’s refusal of too many events', async () => {
  const spool = { file: spoolFile(), maxItems: 1 };
  const { post, get } = await startRelay({ api: 'cloudmonitor', target: await unreachable(), spool });
  const { status, body } = await post('/event/custom/upload', JSON.stringify(deploys(2)), json);
  expect([status, body.code]).toEqual([400, '400']);
  expect(body.msg).toContain('at most 1 may wait');
  expect(await get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
});

it('refuses numbers that would arrive as null, on both paths', async () => {
  const { vendor, target } = await startVendor();
  const { post } = await startRelay({ api: 'cloudmonitor', target });
  const line = '{"name":"a","content":"b","extra":1e400}';
  const upload = await post('/event/custom/upload', `[${line}]`, json);
  expect([upload.status, upload.body.msg]).toEqual([
    400,
    '/0/extra is a number beyond the range of a 64-bit double',
  ]);
  const lines = await post('/events', line, ndjson);
  expect(lines).toMatchObject({ status: 400, body: { errors: [{ line: 1, pointer: '/extra' }] } });
  expect(await vendor.requests()).toEqual([]);
});

it('points into the line for events of Guance', async () => {
  const { target } = await startVendor();
  const { postLines } = await startRelay({ api: 'guance', target });
  const { body } = await postLines({ status: 'error', title: 5 }, { event: { status: 'error', title: 5 } });
  expect(body.errors).toMatchObject([
    { line: 1, pointer: '/title' },
    { line: 2, pointer: '/event/title' },
  ]);
});

it('refuses a compressed body at /events, and names the header', async () => {
  const { target } = await startVendor();
  const { url } = await startRelay({ api: 'cloudmonitor', target });
  const body = gzipSync(JSON.stringify(deploy));
  const headers = { ...ndjson, 'content-encoding': 'gzip' };
  const response = await fetch(`${url}/events`, { method: 'POST', headers, body });
  expect(response.status).toBe(415);
  expect(await response.text()).toContain('Content-Encoding is gzip');
});

it.each([
  ['/events', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
  ['/rejected/retry', ['GET', 'HEAD', 'PUT', 'OPTIONS'], 'POST'],
  ['/rejected', ['POST', 'DELETE', 'OPTIONS'], 'GET, HEAD'],
  ['/metrics', ['POST', 'OPTIONS'], 'GET, HEAD'],
  ['/healthz', ['POST', 'OPTIONS'], 'GET, HEAD'],
])('refuses other methods at %s', async (path, methods, allowed) => {
  const { target } = await startVendor();
  const { url } = await startRelay({ api: 'cloudmonitor', target });
  for (const method of methods) {
    const response = await fetch(url + path, { method });
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allowed]);
  }
});

it('logs only the first of many events that are refused', async () => {
  const { vendor, target } = await startVendor();
  const { postLines, lines, metric } = await startRelay({ api: 'cloudmonitor', target });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized', times: 1000 });
  await postLines(...deploys(250));
  await expect.poll(() => metric('rejected_events_total{reason="unauthorized"')).toBe(250);
  await postLines(...deploys(250));
  await expect.poll(() => metric('rejected_events_total{reason="unauthorized"')).toBe(500);
  expect(lines).toEqual([expect.stringMatching(/^warning: the vendor refused an event \(unauthorized\): /)]);
});

it('explains why an event expired, with the last failure', async () => {
  const server = createServer((_, response) => response.writeHead(500).end('{}'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const spool = { file: spoolFile(), maxAgeMs: 1000 };
  const { postLines, get, lines } = await startRelay({ api: 'cloudmonitor', target, spool });
  await postLines(deploy);
  await expect.poll(() => get('/rejected')).toMatchObject({ count: 1, events: [{ reason: 'expired' }] });
  const [{ message }] = (await get('/rejected')).events;
  expect(message).toMatch(
    /^it waited for more than 1 second \(`--max-age`, `maxAgeMs`\).*The last request failed: .*500/,
  );
  expect(lines.filter((line) => line.includes('the relay gave up on an event (expired)'))).toHaveLength(1);
});

it('balances its counters after a retry', async () => {
  const { vendor, target } = await startVendor();
  const { post, postLines, metric } = await startRelay({ api: 'cloudmonitor', target });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized', times: 1 });
  await postLines(...deploys(4));
  await expect.poll(() => metric('rejected_list_events')).toBe(4);
  const retries = await Promise.all(Array.from({ length: 5 }, () => post('/rejected/retry', '')));
  expect(retries.reduce((sum, { body }) => sum + body.retried, 0)).toBe(4);
  await accepted(vendor, 4);
  await expect.poll(() => metric('delivered_events_total')).toBe(4);
  await expect.poll(() => metric('waiting_events')).toBe(0);
  const [taken, retried, rejected] = [
    await metric('accepted_events_total'),
    await metric('retried_events_total'),
    await metric('rejected_events_total{reason="unauthorized"'),
  ];
  expect([taken, retried, rejected]).toEqual([4, 4, 4]);
});

it('retries as many events as fit', async () => {
  const file = spoolFile();
  const { vendor, target } = await startVendor();
  const large = await startRelay({ api: 'cloudmonitor', target, spool: { file } });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized', times: 1000 });
  await large.postLines(...deploys(300));
  await expect.poll(() => large.metric('rejected_list_events')).toBe(300);
  await large.relay.close();
  await vendor.close();
  const small = await startRelay({ api: 'cloudmonitor', target, spool: { file, maxItems: 100 } });
  expect((await small.post('/rejected/retry', '')).body).toEqual({ retried: 100, left: 200 });
  const full = await small.post('/rejected/retry', '');
  expect(full).toMatchObject({ status: 429, body: { retried: 0, left: 200 } });
  expect(full.headers.get('retry-after')).toBe('1');
});

it('logs once that events cannot be stored', async () => {
  const file = spoolFile();
  const { postLines, post, lines } = await startRelay({
    api: 'cloudmonitor',
    target: await unreachable(),
    spool: { file },
  });
  const other = new DatabaseSync(file);
  other.exec(
    "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'the disk is full'); END",
  );
  for (let request = 0; request < 5; request++) {
    expect((await postLines(deploy)).status).toBe(500);
    expect((await post('/event/custom/upload', JSON.stringify([deploy]), json)).status).toBe(500);
  }
  other.exec('DROP TRIGGER full');
  other.close();
  expect((await postLines(deploy)).status).toBe(200);
  expect(lines.filter((line) => line.startsWith('error:'))).toEqual([
    expect.stringContaining('events cannot be stored: '),
  ]);
  expect(lines).toContain('events can be stored again');
});
