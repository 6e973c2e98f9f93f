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
  'sends a correct request to %s when it is given nothing but the body',
  async (vendor) => {
    const { url } = await startServer();
    const { status, body } = await admin(url, 'POST /try', { vendor, json: drafts[vendor] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ answer: { status: 200 }, verdict: { vendor, outcome: 'accepted' } });
  },
);

it('sends with the credential that is named', async () => {
  const { url } = await startServer();
  const json = drafts.cloudmonitor;
  const ask = async (credential: string) =>
    (await admin(url, 'POST /try', { vendor: 'cloudmonitor', credential, json })).body.verdict;
  expect((await ask('STS.devAccessKeyId')).outcome).toBe('accepted');
  expect((await ask('devUnauthorizedKeyId')).reasons[0].code).toBe('unauthorized');
  const plain = await admin(url, 'POST /try', {
    vendor: 'guance',
    credential: 'monitor 2',
    json: drafts.guance,
  });
  expect(plain.body.verdict.outcome).toBe('accepted');
});

it('names the credentials there are when it does not know one', async () => {
  const { url } = await startServer();
  const { status, body } = await admin(url, 'POST /try', { vendor: 'blueking', credential: 'x' });
  expect(status).toBe(400);
  expect(body.error).toContain('1500101, 1500102');
});

it('sends what it is told to send', async () => {
  const { url } = await startServer();
  const { body } = await admin(url, 'POST /try', {
    vendor: 'blueking',
    body: '{"data_id": 1',
  });
  expect(body.verdict.reasons[0].code).toBe('malformed-json');
  const signed = await admin(url, 'POST /try', {
    vendor: 'cloudmonitor',
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
    vendor: 'guance',
    target: 'mock',
    headers,
    json: drafts.guance,
  });
  expect(body).toEqual({ answer: { status: 403, body: '{"code":"403"}' }, verdict: null });
  expect(received).toMatchObject([
    { url: '/api/v1/push-events/secret_dev/datakit/push', headers: { prefer: 'code=403' } },
  ]);
});

it('says that it knows no mock', async () => {
  const { url } = await startServer();
  const { status, body } = await admin(url, 'POST /try', { vendor: 'guance', target: 'mock', json: {} });
  expect({ status, error: body.error }).toEqual({
    status: 400,
    error: expect.stringContaining('pushspec start'),
  });
});

it('leads to nothing but the vendor that is named', async () => {
  const { url } = await startServer();
  for (const path of ['/__admin/reset', '/v2/push/', '/', '//__admin/reset', 'http://example.invalid/'])
    expect([path, (await admin(url, 'POST /try', { vendor: 'guance', path, json: {} })).status]).toEqual([
      path,
      400,
    ]);
  const smuggled = { 'x-a': 'b\r\nx-c: d' };
  expect((await admin(url, 'POST /try', { vendor: 'guance', headers: smuggled })).status).toBe(400);
});
