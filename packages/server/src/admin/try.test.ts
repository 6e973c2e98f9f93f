import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

const drafts = {
  blueking: { data: [{ metrics: { cpu_load: 0.25 }, target: 'web-001' }] },
  cloudmonitor: [{ name: 'deploy', content: 'version 1.4' }],
  guance: { event: { status: 'info' } },
} as const;

it.each(['blueking', 'cloudmonitor', 'guance'] as const)(
  'sends a correct request to %s when only the body is given',
  async (api) => {
    const { url } = await startServer();
    const { status, body } = await admin(url, 'POST /try', { api, json: drafts[api] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ answer: { status: 200 }, verdict: { api, outcome: 'accepted' } });
  },
);

it('sends with the named credential', async () => {
  const { url } = await startServer();
  const json = drafts.cloudmonitor;
  const ask = async (credential: string) =>
    (await admin(url, 'POST /try', { api: 'cloudmonitor', credential, json })).body.verdict;
  expect((await ask('STS.devAccessKeyId')).outcome).toBe('accepted');
  expect((await ask('devUnauthorizedKeyId')).reasons[0].code).toBe('unauthorized');
  const plain = await admin(url, 'POST /try', {
    api: 'guance',
    credential: 'monitor 2',
    json: drafts.guance,
  });
  expect(plain.body.verdict.outcome).toBe('accepted');
});

it('lists the credentials if one is unknown', async () => {
  const { url } = await startServer();
  const { status, body } = await admin(url, 'POST /try', { api: 'blueking', credential: 'x' });
  expect(status).toBe(400);
  expect(body.error).toContain('1500101, 1500102');
});

it('sends the given path, headers and body', async () => {
  const { url } = await startServer();
  const { body } = await admin(url, 'POST /try', {
    api: 'blueking',
    body: '{"data_id": 1',
  });
  expect(body.verdict.reasons[0].code).toBe('malformed-json');
  const signed = await admin(url, 'POST /try', {
    api: 'cloudmonitor',
    headers: { Authorization: 'devAccessKeyId:0000' },
    json: drafts.cloudmonitor,
  });
  expect(signed.body.verdict.reasons[0].code).toBe('signature-mismatch');
});

it('sends to the mock', async () => {
  const received: { url: string | undefined; headers: object }[] = [];
  const mock = createHttpServer(({ url, headers }, response) => {
    received.push({ url, headers });
    response.writeHead(403).end('{"code":"403"}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void mock.close());
  await new Promise((resolve) => mock.once('listening', resolve));
  const mockUrl = `http://127.0.0.1:${(mock.address() as AddressInfo).port}`;
  const { url } = await startServer({ mockUrl: () => mockUrl });
  const headers = { Prefer: 'code=403' };
  const { body } = await admin(url, 'POST /try', {
    api: 'guance',
    target: 'mock',
    headers,
    json: drafts.guance,
  });
  expect(body).toEqual({ answer: { status: 403, body: '{"code":"403"}' }, verdict: null });
  expect(received).toMatchObject([
    { url: '/api/v1/push-events/secret_dev/datakit/push', headers: { prefer: 'code=403' } },
  ]);
});

it('reports that there is no mock', async () => {
  const { url } = await startServer();
  const { status, body } = await admin(url, 'POST /try', { api: 'guance', target: 'mock', json: {} });
  expect({ status, error: body.error }).toEqual({
    status: 400,
    error: expect.stringContaining('pushspec start'),
  });
});

it('sends only to paths of the named API', async () => {
  const { url } = await startServer();
  for (const path of ['/__admin/reset', '/v2/push/', '/', '//__admin/reset', 'http://example.invalid/'])
    expect([path, (await admin(url, 'POST /try', { api: 'guance', path, json: {} })).status]).toEqual([
      path,
      400,
    ]);
  const smuggled = { 'x-a': 'b\r\nx-c: d' };
  expect((await admin(url, 'POST /try', { api: 'guance', headers: smuggled })).status).toBe(400);
});
