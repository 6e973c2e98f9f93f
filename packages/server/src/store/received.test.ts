import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../index.ts';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';

const body = bluekingReport('event');

async function received() {
  const server = await startServer();
  await send(server.url, acceptedRequest('blueking', body));
  const [verdict] = await server.requests();
  if (!verdict) throw new Error('the server has no record');
  return { server, verdict };
}

it('returns headers and body of a request by id, and with its verdict', async () => {
  const { server, verdict } = await received();
  const request = await server.request(verdict.id);
  expect(request).toMatchObject({
    method: 'POST',
    target: '/v2/push/',
    headers: { host: expect.any(String) },
  });
  expect(JSON.parse(request.body).data).toEqual(JSON.parse(String(body)).data);
  expect(verdict.request).toEqual(request);
  expect(await server.waitFor(({ request: { target } }) => target === '/v2/push/')).toEqual(verdict);
});

it('masks the secrets of a request', async () => {
  const { verdict } = await received();
  const { access_token: secret } = JSON.parse(String(body));
  expect(secret).toEqual(expect.any(String));
  expect(verdict.request.body).not.toContain(secret);
});

it('leaves the request out of JSON and of a copy', async () => {
  const { verdict } = await received();
  expect(JSON.parse(JSON.stringify(verdict))).not.toHaveProperty('request');
  expect({ ...verdict }).not.toHaveProperty('request');
});

it('keeps the request after the server is closed', async () => {
  const { server, verdict } = await received();
  await server.close();
  expect(verdict.request.method).toBe('POST');
});

it('rejects an unknown id, and anything that is not an id', async () => {
  const server = await createServer();
  onTestFinished(() => server.close());
  await expect(server.request('nowhere')).rejects.toThrow(
    'no request has the id nowhere: `await server.requests()` lists those that are kept',
  );
  await expect(server.request(undefined as unknown as string)).rejects.toThrow(TypeError);
});
