import { ConfigError, parseConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { createServer, type ServerOptions } from './index.ts';
import { acceptedRequest, bluekingReport, NOW, send, signedRequest, startServer } from './server.fixture.ts';

it('returns the id of the record in a response header', async () => {
  const server = await startServer();
  const response = await send(server.url, acceptedRequest('blueking'));
  const id = response.headers['x-pushspec-request-id'];
  expect((await server.requests())[0]?.id).toBe(id);
});

it('limits the rate of an account', async () => {
  const server = await startServer();
  const statuses = [];
  for (let count = 0; count < 21; count++)
    statuses.push((await send(server.url, acceptedRequest('cloudmonitor'))).status);
  expect(statuses).toEqual([...Array(20).fill(200), 403]);
  expect((await server.requests()).at(-1)?.reasons[0]?.code).toBe('rate-limited');
});

it('restores quota as the clock advances', async () => {
  let now = NOW;
  const server = await startServer({ clock: () => now });
  for (let count = 0; count < 20; count++) await send(server.url, acceptedRequest('cloudmonitor'));
  now += 1000;
  expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
});

it('counts requests with rejected content too', async () => {
  const config = parseConfig({
    blueking: {
      rateLimits: [
        { requests: 1, windowSeconds: 1, scope: 'data_id', algorithm: 'fixed', reason: 'rate-limited' },
      ],
    },
  });
  const server = await startServer({ config });
  expect((await send(server.url, acceptedRequest('blueking', bluekingReport('metric')))).status).toBe(400);
  expect((await send(server.url, acceptedRequest('blueking'))).status).toBe(429);
});

it('has no rate limit if it is configured off', async () => {
  const server = await startServer({ config: parseConfig({ cloudmonitor: { rateLimits: 'off' } }) });
  for (let count = 0; count < 25; count++) {
    expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
  }
});

it('does not check Date if the tolerance is 0', async () => {
  const server = await startServer({ config: parseConfig({ cloudmonitor: { clockSkewSeconds: 0 } }) });
  const request = signedRequest('[{"name":"n","content":"c"}]', { date: 'Mon, 23 Oct 2017 06:51:11 GMT' });
  expect((await send(server.url, request)).status).toBe(200);
});

it('rejects a Date outside the tolerance and accepts one at its limit', async () => {
  const server = await startServer();
  const at = (offsetMs: number) =>
    send(
      server.url,
      signedRequest('[{"name":"n","content":"c"}]', { date: new Date(NOW + offsetMs).toUTCString() }),
    );
  expect((await at(-900_000)).status).toBe(200);
  expect((await at(900_000)).status).toBe(200);
  expect((await at(901_000)).status).toBe(403);
  expect((await server.requests()).at(-1)?.reasons[0]?.code).toBe('date-skewed');
});

it('verifies the exact bytes of the body, not its JSON value', async () => {
  const server = await startServer();
  const request = signedRequest('[{"name":"n","content":"c"}]');
  const response = await send(server.url, { ...request, body: '[{"name":"n", "content":"c"}]' });
  expect(response.status).toBe(403);
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('content-md5-mismatch');
});

it('responds with success to an event that no monitor accepts, and says why it is ignored', async () => {
  const server = await startServer();
  const request = { ...acceptedRequest('guance'), path: '/api/v1/push-events/secret_dev/datakit/push/' };
  expect((await send(server.url, request)).status).toBe(200);
  const [verdict] = await server.requests();
  expect(verdict).toMatchObject({ outcome: 'ignored', reasons: [{ code: 'sub-uri-mismatch' }] });
});

it('accepts a slash in the subUri raw and encoded', async () => {
  const server = await startServer();
  for (const path of [
    '/api/v1/push-events/secret_dev/datakit/push',
    '/api/v1/push-events/secret_dev/datakit%2Fpush',
  ]) {
    await send(server.url, { ...acceptedRequest('guance'), path });
  }
  expect((await server.requests()).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
});

it('accepts an event for a monitor without a subUri', async () => {
  const server = await startServer();
  await send(server.url, { ...acceptedRequest('guance'), path: '/api/v1/push-events/secret_dev_plain' });
  expect((await server.requests())[0]?.outcome).toBe('accepted');
});

it('fails the given number of times', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', reason: 'internal-error', times: 2 });
  const statuses = [];
  for (let count = 0; count < 3; count++)
    statuses.push((await send(server.url, acceptedRequest('guance'))).status);
  expect(statuses).toEqual([500, 500, 200]);
});

it('responds with a failure under a success status', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', reason: 'masked-failure' });
  const response = await send(server.url, acceptedRequest('guance'));
  expect(response.status).toBe(200);
  expect(JSON.parse(response.text)).toMatchObject({ success: true, content: { ok: false } });
});

it('fills in omitted configuration', async () => {
  const server = await startServer({ config: { guance: { requireApiKey: true } } });
  expect((await send(server.url, acceptedRequest('guance'))).status).toBe(403);
  expect((await send(server.url, acceptedRequest('blueking'))).status).toBe(200);
});

it.each([
  [{ guanse: {} }, 'configuration: there is no property `guanse`: did you mean `guance`?'],
  [
    { guance: { monitor: [] } },
    'configuration at /guance: there is no property `monitor`: did you mean `monitors`?',
  ],
  [
    { blueking: { dataIds: [{}] } },
    "configuration at /blueking/dataIds/0: must have required property 'dataId'",
  ],
  ['config.json', 'configuration: must be object'],
])('reports an invalid configuration: %j', async (config, message) => {
  const made = createServer({ config: config as ServerOptions['config'] & {} });
  await expect(made).rejects.toThrow(new ConfigError(message));
});

it('rejects a fault whose reason is not in the contract', async () => {
  const server = await startServer();
  expect(() => server.fail({ api: 'guance', reason: 'no-such-reason' })).toThrow('no-such-reason');
});

it('does not accept a property of every object as a reason', async () => {
  const server = await startServer();
  expect(() => server.fail({ api: 'guance', reason: 'constructor' })).toThrow('constructor');
});

it('clears requests, quota and faults on reset', async () => {
  const server = await startServer();
  for (let count = 0; count < 20; count++) await send(server.url, acceptedRequest('cloudmonitor'));
  server.fail({ api: 'cloudmonitor', reason: 'internal-error' });
  await server.reset();
  expect(await server.requests()).toEqual([]);
  expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
});

it('does not listen on a public host with public credentials', async () => {
  const server = await createServer({ config: { guance: { monitors: [{ secret: 'own-monitor' }] } } });
  onTestFinished(() => server.close());
  await expect(server.listen({ port: 0, host: '0.0.0.0' })).rejects.toThrow(
    'the development credentials are public: set your own blueking.dataIds, cloudmonitor.accounts in the config of createServer() before you listen on 0.0.0.0; if no other machine can reach it, set `allowDevelopmentCredentials` in the options of listen()',
  );
});

it('drops an event with a time in seconds after the 200, as the backend does', async () => {
  const server = await startServer();
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521 };
  await send(server.url, acceptedRequest('blueking', bluekingReport('event', event)));
  expect((await server.requests())[0]).toMatchObject({
    outcome: 'ignored',
    status: 200,
    reasons: [{ code: 'timestamp-not-milliseconds' }],
  });
});

it('drops all of a large batch with times in seconds, and reports it for each event', async () => {
  const server = await startServer();
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521 };
  await send(server.url, acceptedRequest('blueking', bluekingReport('event', ...Array(30).fill(event))));
  const [verdict] = await server.requests();
  expect(verdict?.outcome).toBe('ignored');
  expect(verdict?.items.map(({ outcome }) => outcome)).toEqual(Array(30).fill('ignored'));
});

it('reports a body for the wrong kind of data id', async () => {
  const server = await startServer();
  const event = { target: 't', event_name: 'n', event: { content: 'c' } };
  await send(server.url, acceptedRequest('blueking', bluekingReport('metric', event)));
  const [verdict] = await server.requests();
  expect(verdict?.reasons[0]?.code).toBe('metrics-missing');
  expect(verdict?.warnings[0]?.code).toBe('kind-mismatch');
});

it('warns about a repeated name', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance', '{"event": {"status": "error", "status": "ok"}}'));
  const codes = (await server.requests())[0]?.warnings.map(({ code }) => code);
  expect(codes).toContain('duplicate-member');
});
