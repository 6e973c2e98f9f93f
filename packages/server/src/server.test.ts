import { ConfigError, parseConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { createServer, type ServerOptions } from './index.ts';
import { acceptedRequest, bluekingReport, NOW, send, signedRequest, startServer } from './server.fixture.ts';

it('names the record of a request in the answer', async () => {
  const server = await startServer();
  const answer = await send(server.url, acceptedRequest('blueking'));
  const id = answer.headers['x-pushspec-request-id'];
  expect((await server.requests())[0]?.id).toBe(id);
});

it('counts the rate of an account, whichever of its keys is used', async () => {
  const server = await startServer();
  const answers = [];
  for (let count = 0; count < 21; count++)
    answers.push((await send(server.url, acceptedRequest('cloudmonitor'))).status);
  expect(answers).toEqual([...Array(20).fill(200), 403]);
  expect((await server.requests()).at(-1)?.reasons[0]?.code).toBe('rate-limited');
});

it('lets quota come back as the clock goes on', async () => {
  let now = NOW;
  const server = await startServer({ clock: () => now });
  for (let count = 0; count < 20; count++) await send(server.url, acceptedRequest('cloudmonitor'));
  now += 1000;
  expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
});

it('counts requests with refused content too', async () => {
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

it('has no rate limit where the configuration says off', async () => {
  const server = await startServer({ config: parseConfig({ cloudmonitor: { rateLimits: 'off' } }) });
  for (let count = 0; count < 25; count++) {
    expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
  }
});

it('looks at no Date where the configuration says 0', async () => {
  const server = await startServer({ config: parseConfig({ cloudmonitor: { clockSkewSeconds: 0 } }) });
  const request = signedRequest('[{"name":"n","content":"c"}]', { date: 'Mon, 23 Oct 2017 06:51:11 GMT' });
  expect((await send(server.url, request)).status).toBe(200);
});

it('refuses a Date beyond the tolerance and takes one at its end', async () => {
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

it('verifies the bytes that were sent, not what they mean', async () => {
  const server = await startServer();
  const request = signedRequest('[{"name":"n","content":"c"}]');
  const answer = await send(server.url, { ...request, body: '[{"name":"n", "content":"c"}]' });
  expect(answer.status).toBe(403);
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('content-md5-mismatch');
});

it('answers an event that no monitor takes with a success, and says why it is ignored', async () => {
  const server = await startServer();
  const request = { ...acceptedRequest('guance'), path: '/api/v1/push-events/secret_dev/datakit/push/' };
  expect((await send(server.url, request)).status).toBe(200);
  const [verdict] = await server.requests();
  expect(verdict).toMatchObject({ outcome: 'ignored', reasons: [{ code: 'sub-uri-mismatch' }] });
});

it('takes a slash in the subUri raw and encoded', async () => {
  const server = await startServer();
  for (const path of [
    '/api/v1/push-events/secret_dev/datakit/push',
    '/api/v1/push-events/secret_dev/datakit%2Fpush',
  ]) {
    await send(server.url, { ...acceptedRequest('guance'), path });
  }
  expect((await server.requests()).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
});

it('serves a monitor without subUri at its secret alone', async () => {
  const server = await startServer();
  await send(server.url, { ...acceptedRequest('guance'), path: '/api/v1/push-events/secret_dev_plain' });
  expect((await server.requests())[0]?.outcome).toBe('accepted');
});

it('fails as often as it is told to', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', reason: 'internal-error', times: 2 });
  const answers = [];
  for (let count = 0; count < 3; count++)
    answers.push((await send(server.url, acceptedRequest('guance'))).status);
  expect(answers).toEqual([500, 500, 200]);
});

it('hides a failure in a success when it is told to', async () => {
  const server = await startServer();
  server.fail({ vendor: 'guance', reason: 'masked-failure' });
  const answer = await send(server.url, acceptedRequest('guance'));
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({ success: true, content: { ok: false } });
});

it('fills in what is left out of its configuration, as for a file', async () => {
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
])('says of a configuration what is wrong in it: %j', async (config, message) => {
  const made = createServer({ config: config as ServerOptions['config'] & {} });
  await expect(made).rejects.toThrow(new ConfigError(message));
});

it('knows no fault that the contract has not', async () => {
  const server = await startServer();
  expect(() => server.fail({ vendor: 'guance', reason: 'no-such-reason' })).toThrow('no-such-reason');
});

it('takes no name that every object has for a reason', async () => {
  const server = await startServer();
  expect(() => server.fail({ vendor: 'guance', reason: 'constructor' })).toThrow('constructor');
});

it('forgets requests, quota and faults on reset', async () => {
  const server = await startServer();
  for (let count = 0; count < 20; count++) await send(server.url, acceptedRequest('cloudmonitor'));
  server.fail({ vendor: 'cloudmonitor', reason: 'internal-error' });
  await server.reset();
  expect(await server.requests()).toEqual([]);
  expect((await send(server.url, acceptedRequest('cloudmonitor'))).status).toBe(200);
});

it('does not listen beyond this machine with credentials that everybody knows', async () => {
  const server = await createServer({ config: { guance: { monitors: [{ secret: 'own-monitor' }] } } });
  onTestFinished(() => server.close());
  await expect(server.listen({ port: 0, host: '0.0.0.0' })).rejects.toThrow(
    'the development credentials are public: give your own blueking.dataIds, cloudmonitor.accounts in the config of createServer before listening on 0.0.0.0; where nobody else reaches it, listen with allowDevelopmentCredentials',
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

it('drops all of a large batch with times in seconds, and tells it of each event', async () => {
  const server = await startServer();
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521 };
  await send(server.url, acceptedRequest('blueking', bluekingReport('event', ...Array(30).fill(event))));
  const [verdict] = await server.requests();
  expect(verdict?.outcome).toBe('ignored');
  expect(verdict?.items.map(({ outcome }) => outcome)).toEqual(Array(30).fill('ignored'));
});

it('says of a body on the wrong kind of data id that the kind is wrong', async () => {
  const server = await startServer();
  const event = { target: 't', event_name: 'n', event: { content: 'c' } };
  await send(server.url, acceptedRequest('blueking', bluekingReport('metric', event)));
  const [verdict] = await server.requests();
  expect(verdict?.reasons[0]?.code).toBe('metrics-missing');
  expect(verdict?.warnings[0]?.code).toBe('kind-mismatch');
});

it('warns of a name that stands twice', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance', '{"event": {"status": "error", "status": "ok"}}'));
  const codes = (await server.requests())[0]?.warnings.map(({ code }) => code);
  expect(codes).toContain('duplicate-member');
});
