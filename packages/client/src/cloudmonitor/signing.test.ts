import type { ServerResponse } from 'node:http';
import { wireReasons } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { loopback, type ReceivedRequest } from '../loopback.fixture.ts';
import { rejection } from '../rejection.fixture.ts';
import { createReporter } from '../reporter/index.ts';
import { createCloudMonitorClient } from './index.ts';

const MINUTE = 60_000;
const event = { name: 'n', content: 'c' };
const json = { 'Content-Type': 'application/json' };
const accept = (response: ServerResponse) => response.writeHead(200, json).end('{"code":"200","msg":""}');

type Refuse = (response: ServerResponse) => void;
const refuseWith =
  (status: number, body: string): Refuse =>
  (response) =>
    void response.writeHead(status, json).end(body);

/** Accepts requests whose `Date` is within 15 minutes of its clock, as the service does. */
const checking =
  (refuse: Refuse) =>
  (response: ServerResponse, { headers }: ReceivedRequest) => {
    const differenceMs = Date.parse(headers.date ?? '') - Date.now();
    if (Math.abs(differenceMs) <= 15 * MINUTE) accept(response);
    else refuse(response);
  };

const unknown = refuseWith(403, '{"code":"403","msg":"go away"}');
const clientAt = (baseUrl: string, offsetMs: number) =>
  createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret-7f3a' },
    baseUrl,
    now: () => Date.now() + offsetMs,
  });

it.each([
  ['20 minutes ahead, a message that nobody knows', 20 * MINUTE, unknown],
  ['20 minutes behind', -20 * MINUTE, unknown],
  ['a year behind', -365 * 24 * 60 * MINUTE, unknown],
  ['a page of a gateway', 20 * MINUTE, refuseWith(403, '<html>forbidden</html>')],
  ['nothing', 20 * MINUTE, refuseWith(403, '')],
  [
    'a signature that does not match',
    20 * MINUTE,
    refuseWith(403, '{"code":"403","msg":"signature does not match"}'),
  ],
  ['a refusal inside a success', 20 * MINUTE, refuseWith(200, '{"code":"403","msg":"go away"}')],
])('delivers after one correction: %s', async (_what, offsetMs, refuse) => {
  await using service = await loopback(checking(refuse));
  const client = clientAt(service.url, offsetMs);
  expect(await client.send(event)).toMatchObject({ items: 1 });
  expect(service.requests).toHaveLength(2);
  const signatures = service.requests.map(({ headers }) => headers.authorization);
  expect(signatures[0]).not.toBe(signatures[1]);
  await client.send(event);
  expect(service.requests).toHaveLength(3);
});

it('delivers the events of a reporter', async () => {
  await using service = await loopback(checking(unknown));
  const reporter = createReporter(clientAt(service.url, 20 * MINUTE));
  for (let index = 0; index < 300; index++) reporter.push(event);
  expect(await reporter.close()).toMatchObject({ delivered: 300, mayBeDuplicates: 0 });
});

it('follows a clock that is corrected in the meantime', async () => {
  await using service = await loopback(checking(unknown));
  let offsetMs = 20 * MINUTE;
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret-7f3a' },
    baseUrl: service.url,
    now: () => Date.now() + offsetMs,
  });
  await client.send(event);
  offsetMs = 0;
  expect(await client.send(event)).toMatchObject({ status: 200 });
});

it.each([
  ['the difference is below 5 minutes', 4 * MINUTE, 403, '{"code":"403","msg":"go away"}', undefined],
  [
    'the request was throttled',
    20 * MINUTE,
    403,
    `{"code":"403","msg":"${wireReasons['rate-limited'].message}"}`,
    undefined,
  ],
  ['the status is another', 20 * MINUTE, 400, '{"code":"400","msg":"go away"}', undefined],
  ['the response has no date', 20 * MINUTE, 403, '{"code":"403","msg":"go away"}', ''],
  ['its date is none', 20 * MINUTE, 403, '{"code":"403","msg":"go away"}', 'yesterday'],
])('sends no second request if %s', async (_what, offsetMs, status, body, date) => {
  await using service = await loopback((response) => {
    if (date === '') response.sendDate = false;
    else if (date) response.setHeader('Date', date);
    response.writeHead(status, json).end(body);
  });
  await rejection(clientAt(service.url, offsetMs).send(event));
  expect(service.requests).toHaveLength(1);
});

it('sends at most one second request per call', async () => {
  await using service = await loopback((response) => {
    response.setHeader('Date', new Date(Date.now() + service.requests.length * 60 * MINUTE).toUTCString());
    unknown(response);
  });
  expect(await rejection(clientAt(service.url, 0).send(event))).toMatchObject({ status: 403 });
  expect(service.requests).toHaveLength(2);
});
