import { type JsonObject, operationsOf, vendors } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ask,
  exampleAnswer,
  exampleRequest,
  operationOf,
  operations,
  requestExamples,
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
    vendor: operation.vendor,
    name,
    operation,
  })),
);

it.each(requests)(
  'answers the request example $name of $vendor with the example of success',
  async ({ operation, name }) => {
    const answer = await ask(mock.url, exampleRequest(operation, name));
    expect(answer).toMatchObject(exampleAnswer(operation, 'accepted'));
  },
);

it.each(operations)('answers an invalid request to $vendor with the general refusal', async (operation) => {
  const answer = await ask(mock.url, exampleRequest(operation), { body: '{"unheard":"of"}' });
  expect(answer).toMatchObject(exampleAnswer(operation, operation.requestReasons.other as string));
});

it.each(['null', '0', 'false', '""'])('takes the body %s for an invalid one', async (body) => {
  for (const operation of operations) {
    expect((await ask(mock.url, exampleRequest(operation), { body })).status).toBe(400);
  }
});

it.each(operations)(
  'answers another method on the path of $vendor with the refusal of the contract',
  async (operation) => {
    const { method } = operation.requestReasons;
    const answer = await ask(mock.url, exampleRequest(operation), { method: 'DELETE' });
    expect(answer).toMatchObject(exampleAnswer(operation, method as string));
  },
);

it('names the methods that are served when it answers 405', async () => {
  const operation = operationOf('blueking');
  const { response } = await ask(mock.url, exampleRequest(operation), { method: 'DELETE' });
  expect(response.headers.get('allow')).toBe('POST');
});

it('answers HEAD like another wrong method, without a body', async () => {
  const response = await fetch(mock.url + operationOf('blueking').entry.path, { method: 'HEAD' });
  expect(response.status).toBe(405);
  expect(await response.text()).toBe('');
});

it('answers a path below that of a vendor with this vendor’s refusal, where it has one', async () => {
  const operation = operationOf('guance');
  const answer = await ask(mock.url, { ...exampleRequest(operation), path: '/api/v1/other' });
  expect(answer).toMatchObject(exampleAnswer(operation, operation.requestReasons['unknown-path'] as string));
});

it('answers a path of nobody with a plain 404 that lists what is mocked', async () => {
  const response = await fetch(`${mock.url}/nothing/here`);
  expect(response.status).toBe(404);
  const text = await response.text();
  for (const { entry } of operations) expect(text).toContain(`${entry.method} ${entry.path}`);
});

it('serves every vendor of the contract', () => {
  expect(operations.map(({ vendor }) => vendor)).toEqual([...vendors]);
});

it.each([
  '/secret_dev/datakit/push',
  '/secret_dev/datakit%2Fpush',
  '/secret_dev/a/b/c',
  '/secret_dev_plain',
  '/secret_dev_plain/',
])('takes the Guance address %s', async (tail) => {
  const operation = operationOf('guance');
  const answer = await ask(mock.url, { ...exampleRequest(operation), path: `/api/v1/push-events${tail}` });
  expect(answer).toMatchObject(exampleAnswer(operation, 'accepted'));
});

it('needs no API key for Guance, whatever other credentials are sent', async () => {
  const operation = operationOf('guance');
  const request = {
    ...exampleRequest(operation),
    headers: { 'content-type': 'application/json', authorization: 'Basic eDp5' },
  };
  expect((await ask(mock.url, request)).status).toBe(200);
});

it.each(operations.filter(({ missingCredentials }) => missingCredentials !== undefined))(
  'answers a request to $vendor without credentials with the refusal of the contract',
  async (operation) => {
    const { authorization: _, Authorization: __, ...headers } = exampleRequest(operation).headers;
    const answer = await ask(mock.url, { ...exampleRequest(operation), headers });
    expect(answer).toMatchObject(exampleAnswer(operation, operation.missingCredentials as string));
  },
);

it('sends JSON whatever the client accepts', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const { status, response } = await ask(mock.url, request, {
    headers: { ...request.headers, accept: 'text/html' },
  });
  expect(status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
});

it('lets a page of another origin read every answer', async () => {
  for (const path of ['/v2/push/', '/nothing/here']) {
    const response = await fetch(mock.url + path, { headers: { origin: 'http://127.0.0.1:4010' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  }
});

it('answers a preflight with the methods of the contract and the headers that are asked for', async () => {
  const response = await fetch(`${mock.url}/v2/push/`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://127.0.0.1:4010',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-md5',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-methods')).toBe('POST');
  expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-md5');
});

it('says that the port is taken', async () => {
  const second = createMock();
  const port = Number(new URL(mock.url).port);
  await expect(second.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.close();
});

it('can be closed twice, and before it has listened', async () => {
  const idle = createMock();
  await idle.close();
  await idle.listen({ port: 0 });
  await idle.close();
  await expect(idle.close()).resolves.toBeUndefined();
});

it('refuses to start on a contract whose reason has no example', () => {
  const blueking = structuredClone(operationOf('blueking').document);
  for (const { operation } of operationsOf(blueking)) {
    (operation['x-request-reasons'] as JsonObject).other = 'unheard-of';
  }
  expect(() => createMock({ documents: { blueking } })).toThrow(
    'contract of blueking: pushCustomReport has no response example for the reason unheard-of',
  );
});
