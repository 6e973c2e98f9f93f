import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleRequest, exampleResponse, operationOf, operations, send, startMock } from './mock.fixture.ts';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const named = operations.flatMap((operation) =>
  [...operation.examples].flatMap(([code, names]) =>
    names.map((name) => ({ api: operation.api, operation, code, name })),
  ),
);

function preferring(prefer: string, operation = operationOf('blueking')) {
  const request = exampleRequest(operation);
  return { ...request, headers: { ...request.headers, prefer } };
}

it.each(named)('sends the preferred example $name of $code for $api', async ({ operation, code, name }) => {
  const response = await send(mock.url, preferring(`code=${code}, example=${name}`, operation));
  expect(response).toMatchObject(exampleResponse(operation, name));
});

const firsts = operations.flatMap((operation) =>
  [...operation.examples].map(([code, [name = '']]) => ({ api: operation.api, operation, code, name })),
);

it.each(firsts)(
  'sends $name, the first example of $code, for $api if only a code is preferred',
  async ({ operation, code, name }) => {
    const response = await send(mock.url, preferring(`code=${code}`, operation));
    expect(response).toMatchObject(exampleResponse(operation, name));
  },
);

it('reads the preference from the query too', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const response = await send(mock.url, {
    ...request,
    path: `${request.path}?__code=429&__example=rate-limited`,
  });
  expect(response).toMatchObject(exampleResponse(operationOf('blueking'), 'rate-limited'));
});

it('still validates the request: an invalid one gets its 400', async () => {
  const response = await send(mock.url, preferring('code=401, example=empty-token'), { body: '{}' });
  expect(response).toMatchObject(exampleResponse(operationOf('blueking'), 'bad-request'));
});

it('responds to an invalid request with the preferred example of 400', async () => {
  const response = await send(mock.url, preferring('code=400, example=metrics-empty'), { body: '{}' });
  expect(response).toMatchObject(exampleResponse(operationOf('blueking'), 'metrics-empty'));
});

it.each(['code=499', 'code=abc'])('lists the available codes when asked for %s', async (prefer) => {
  const { status, body, response } = await send(mock.url, preferring(prefer));
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { title: 'No such response', detail: expect.stringContaining('200, 400, 401, 405, 413, 429, 500') },
  });
});

it('lists the available examples when asked for an unknown one', async () => {
  const { status, body } = await send(mock.url, preferring('code=401, example=nope'));
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { title: 'No such example', detail: expect.stringContaining('invalid-token, empty-token') },
  });
});

it('names the code of an example when the code is missing', async () => {
  const { body } = await send(mock.url, preferring('example=rate-limited'));
  expect(body).toMatchObject({ detail: expect.stringContaining('Prefer: code=429, example=rate-limited') });
});

it('generates the same response twice from the same seed', async () => {
  const first = await send(mock.url, preferring('dynamic=true, seed=7'));
  const second = await send(mock.url, preferring('dynamic=true, seed=7'));
  expect(first.status).toBe(200);
  expect(first.body).toEqual(second.body);
  expect(first.body).not.toEqual(exampleResponse(operationOf('blueking'), 'accepted').body);
});

it('ignores unknown preferences', async () => {
  const response = await send(mock.url, preferring('return=minimal, wait=10'));
  expect(response.status).toBe(200);
});
