import { apiNames, type JsonObject, operationsOf } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  exampleRequest,
  exampleResponse,
  jsonOperations,
  operationOf,
  operations,
  requestExamples,
  send,
  startMock,
} from './mock.fixture.ts';
import { createMock } from './mock.ts';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const requests = operations.flatMap((operation) =>
  Object.keys(requestExamples(operation.entry.operation, operation.mediaType)).map((name) => ({
    api: operation.api,
    name,
    operation,
  })),
);

it.each(requests)(
  'responds to the request example $name of $api with the success example',
  async ({ operation, name }) => {
    const response = await send(mock.url, exampleRequest(operation, name));
    expect(response).toMatchObject(exampleResponse(operation, 'accepted'));
  },
);

it.each(jsonOperations)(
  'responds to an invalid request to $api with the general refusal',
  async (operation) => {
    const response = await send(mock.url, exampleRequest(operation), { body: '{"unknown":"property"}' });
    expect(response).toMatchObject(exampleResponse(operation, operation.requestReasons.other as string));
  },
);

it.each(['null', '0', 'false', '""'])('treats the body %s as invalid', async (body) => {
  for (const operation of operations) {
    expect((await send(mock.url, exampleRequest(operation), { body })).status).toBe(400);
  }
});

it.each(operations)(
  "responds to another method on the path of $api with the contract's refusal",
  async (operation) => {
    const { method } = operation.requestReasons;
    const response = await send(mock.url, exampleRequest(operation), { method: 'DELETE' });
    expect(response).toMatchObject(exampleResponse(operation, method as string));
  },
);

it('lists the allowed methods in a 405 response', async () => {
  const operation = operationOf('blueking');
  const { response } = await send(mock.url, exampleRequest(operation), { method: 'DELETE' });
  expect(response.headers.get('allow')).toBe('POST');
});

it('responds to HEAD like to any wrong method, without a body', async () => {
  const response = await fetch(mock.url + operationOf('blueking').entry.path, { method: 'HEAD' });
  expect(response.status).toBe(405);
  expect(await response.text()).toBe('');
});

it('responds to an unknown path below a vendor’s with that vendor’s refusal, if it has one', async () => {
  const operation = operationOf('guance');
  const response = await send(mock.url, { ...exampleRequest(operation), path: '/api/v1/other' });
  expect(response).toMatchObject(
    exampleResponse(operation, operation.requestReasons['unknown-path'] as string),
  );
});

it('responds to an unknown path with a plain 404 that lists what is mocked', async () => {
  const response = await fetch(`${mock.url}/nothing/here`);
  expect(response.status).toBe(404);
  const text = await response.text();
  for (const { entry } of operations) expect(text).toContain(`${entry.method} ${entry.path}`);
});

it('serves every vendor', () => {
  expect([...new Set(operations.map(({ api }) => api))]).toEqual([...apiNames]);
});

it.each([
  '/secret_dev/datakit/push',
  '/secret_dev/datakit%2Fpush',
  '/secret_dev/a/b/c',
  '/secret_dev_plain',
  '/secret_dev_plain/',
])('accepts the Guance address %s', async (tail) => {
  const operation = operationOf('guance');
  const response = await send(mock.url, { ...exampleRequest(operation), path: `/api/v1/push-events${tail}` });
  expect(response).toMatchObject(exampleResponse(operation, 'accepted'));
});

it('requires no API key for Guance, whatever other credentials are sent', async () => {
  const operation = operationOf('guance');
  const request = {
    ...exampleRequest(operation),
    headers: { 'content-type': 'application/json', authorization: 'Basic eDp5' },
  };
  expect((await send(mock.url, request)).status).toBe(200);
});

it.each(operations.filter(({ missingCredentials }) => missingCredentials !== undefined))(
  "responds to a request to $api without credentials with the contract's refusal",
  async (operation) => {
    const { authorization: _, Authorization: __, ...headers } = exampleRequest(operation).headers;
    const response = await send(mock.url, { ...exampleRequest(operation), headers });
    expect(response).toMatchObject(exampleResponse(operation, operation.missingCredentials as string));
  },
);

it('sends JSON whatever the client accepts', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const { status, response } = await send(mock.url, request, {
    headers: { ...request.headers, accept: 'text/html' },
  });
  expect(status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
});

it('lets a page of another origin read every response', async () => {
  for (const path of ['/v2/push/', '/nothing/here']) {
    const response = await fetch(mock.url + path, { headers: { origin: 'http://127.0.0.1:4010' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  }
});

it("responds to a preflight with the contract's methods and the requested headers", async () => {
  const response = await fetch(`${mock.url}/v2/push/`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://127.0.0.1:4010',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-md5',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET');
  expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-md5');
});

it('rejects if the port is in use', async () => {
  const second = createMock();
  const port = Number(new URL(mock.url).port);
  await expect(second.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.close();
});

it('can be closed twice, and before it listens', async () => {
  const idle = createMock();
  await idle.close();
  await idle.listen({ port: 0 });
  await idle.close();
  await expect(idle.close()).resolves.toBeUndefined();
});

it('throws for a contract whose reason has no example', () => {
  const blueking = structuredClone(operationOf('blueking').document);
  for (const { operation } of operationsOf(blueking)) {
    (operation['x-request-reasons'] as JsonObject).other = 'unknown-reason';
  }
  expect(() => createMock({ documents: { blueking } })).toThrow(
    'contract of blueking: pushCustomReport has no response example for the reason unknown-reason',
  );
});
