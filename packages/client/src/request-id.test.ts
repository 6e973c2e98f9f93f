/** Checks that a rejection has the vendor's request id, and a reason of the vendor's type. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits as bluekingLimits } from '@pushspec/contract/blueking';
import { limits as cloudmonitorLimits } from '@pushspec/contract/cloudmonitor';
import { limits as guanceLimits } from '@pushspec/contract/guance';
import { createServer } from '@pushspec/server';
import { expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { type BluekingReason, createBluekingClient } from './blueking/index.ts';
import { type CloudMonitorReason, createCloudMonitorClient } from './cloudmonitor/index.ts';
import { createGuanceClient, type GuanceReason, isPushError } from './guance/index.ts';
import { loopback } from './loopback.fixture.ts';
import { rejection } from './rejection.fixture.ts';
import { createReporter } from './reporter/index.ts';

const clients = {
  blueking: (baseUrl: string) =>
    createBluekingClient({ dataId: 1, accessToken: 'token-7f3a', kind: 'metric', baseUrl }).send({
      target: 't',
      metrics: { n: 1 },
    }),
  cloudmonitor: (baseUrl: string) =>
    createCloudMonitorClient({
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret-7f3a' },
      baseUrl,
    }).send({ name: 'n', content: 'c' }),
  guance: (baseUrl: string) => createGuanceClient({ secret: 'secret-7f3a', baseUrl }).send({ status: 'ok' }),
};
const guance = { code: 400, content: {}, errorCode: 'x', message: 'x', success: false };

it.each<[keyof typeof clients, number, object]>([
  ['blueking', 400, { code: '400', result: 'false', message: 'x', request_id: 'id-1' }],
  ['blueking', 200, { code: '400', result: 'false', message: 'x', request_id: 'id-1' }],
  ['cloudmonitor', 400, { code: '400', msg: 'x', requestId: 'id-1' }],
  ['cloudmonitor', 200, { code: '500', msg: 'x', requestId: 'id-1' }],
  ['guance', 400, { ...guance, traceId: 'id-1' }],
  ['guance', 200, { ...guance, traceId: 'id-1' }],
])('returns the id that %s gives a rejected request (%i)', async (api, status, body) => {
  await using service = await loopback((response) => response.writeHead(status).end(JSON.stringify(body)));
  expect(await rejection(clients[api](service.url))).toMatchObject({ name: 'PushError', requestId: 'id-1' });
});

it.each([undefined, null, '', 7, {}])('has no id if the response has %j', async (requestId) => {
  const body = JSON.stringify({ code: '400', msg: 'x', requestId });
  await using service = await loopback((response) => response.writeHead(400).end(body));
  const error = await rejection(clients.cloudmonitor(service.url));
  expect(error).toMatchObject({ name: 'PushError', requestId: undefined });
});

it('has the id of the reference server if the response has none of the vendor', async () => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const error = await rejection(clients.cloudmonitor(url));
  const [verdict] = await server.requests();
  expect(error).toMatchObject({ name: 'PushError', requestId: verdict?.id });
});

it('shows no secret in an id', async () => {
  const body = JSON.stringify({ code: '400', msg: 'x', requestId: 'for secret-7f3a' });
  await using service = await loopback((response) => response.writeHead(400).end(body));
  expect(await rejection(clients.cloudmonitor(service.url))).toMatchObject({ requestId: 'for ***' });
});

it('types the reason of a rejected event but allows new reasons', () => {
  const guanceClient = createGuanceClient({ secret: 's', baseUrl: 'http://127.0.0.1:4010' });
  createReporter(guanceClient, {
    onOutcome: (outcome) => {
      if (outcome.end === 'rejected') expectTypeOf(outcome.error.reason).toEqualTypeOf<GuanceReason>();
    },
  });
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
  const cloudmonitor = createReporter(
    createCloudMonitorClient({ credentials, baseUrl: 'http://127.0.0.1:4010' }),
    { enabled: false },
  );
  cloudmonitor.push({ name: 'n', content: 'c' }, (outcome) => {
    if (outcome.end === 'rejected') expectTypeOf(outcome.error.reason).toEqualTypeOf<CloudMonitorReason>();
  });
  const blueking = createBluekingClient({
    dataId: 1,
    accessToken: 't',
    kind: 'event',
    baseUrl: 'http://127.0.0.1:4010',
  });
  createReporter(blueking, {
    onOutcome: (outcome) => {
      if (outcome.end === 'rejected') expectTypeOf(outcome.error.reason).toEqualTypeOf<BluekingReason>();
    },
  });
  const unknown: unknown = undefined;
  if (isPushError(unknown)) expectTypeOf(unknown.reason).toEqualTypeOf<GuanceReason>();
  expectTypeOf<'a reason of tomorrow'>().toExtend<GuanceReason>();
  const known: GuanceReason = 'body-too-large';
  expect(known).toBe('body-too-large');
});

const number = (value: number) => value.toLocaleString('en');
it.each([
  ['blueking', bluekingLimits.pushCustomReport],
  ['cloudmonitor', cloudmonitorLimits.uploadCustomEvents],
  ['guance', guanceLimits.pushEvent],
] as const)(
  'names the limits of the contract in the comments of %s',
  (api, { maxBodyBytes, maxItems, rateLimits }) => {
    const source = readFileSync(join(import.meta.dirname, api, 'client.ts'), 'utf8').replace(
      /\n\s*\* /g,
      ' ',
    );
    expect(source).toContain(`${number(maxBodyBytes)} bytes`);
    if (maxItems !== null) expect(source).toContain(`${number(maxItems)} events`);
    for (const { requests } of rateLimits) expect(source).toMatch(new RegExp(`\\b${number(requests)}\\b`));
    expect(source).toMatch(/@throws TypeError if .* cannot be written as JSON, as with a BigInt/);
  },
);
