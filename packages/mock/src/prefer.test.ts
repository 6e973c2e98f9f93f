import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, exampleAnswer, exampleRequest, operationOf, operations, startMock } from './mock.fixture.ts';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const named = operations.flatMap((operation) =>
  [...operation.examples].flatMap(([code, names]) =>
    names.map((name) => ({ vendor: operation.vendor, operation, code, name })),
  ),
);

function preferring(prefer: string, operation = operationOf('blueking')) {
  const request = exampleRequest(operation);
  return { ...request, headers: { ...request.headers, prefer } };
}

it.each(named)(
  'answers $vendor with the example $name of $code when asked to',
  async ({ operation, code, name }) => {
    const answer = await ask(mock.url, preferring(`code=${code}, example=${name}`, operation));
    expect(answer).toMatchObject(exampleAnswer(operation, name));
  },
);

const firsts = operations.flatMap((operation) =>
  [...operation.examples].map(([code, [name = '']]) => ({ vendor: operation.vendor, operation, code, name })),
);

it.each(firsts)(
  'answers $vendor with $name, the first example of $code, when only a code is asked for',
  async ({ operation, code, name }) => {
    const answer = await ask(mock.url, preferring(`code=${code}`, operation));
    expect(answer).toMatchObject(exampleAnswer(operation, name));
  },
);

it('takes the preference from the query too', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const answer = await ask(mock.url, {
    ...request,
    path: `${request.path}?__code=429&__example=rate-limited`,
  });
  expect(answer).toMatchObject(exampleAnswer(operationOf('blueking'), 'rate-limited'));
});

it('checks the request all the same: an invalid one gets its 400', async () => {
  const answer = await ask(mock.url, preferring('code=401, example=empty-token'), { body: '{}' });
  expect(answer).toMatchObject(exampleAnswer(operationOf('blueking'), 'bad-request'));
});

it('answers an invalid request with the preferred example of 400', async () => {
  const answer = await ask(mock.url, preferring('code=400, example=metrics-empty'), { body: '{}' });
  expect(answer).toMatchObject(exampleAnswer(operationOf('blueking'), 'metrics-empty'));
});

it.each(['code=499', 'code=abc'])('says which codes there are when asked for %s', async (prefer) => {
  const { status, body, response } = await ask(mock.url, preferring(prefer));
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { title: 'No such response', detail: expect.stringContaining('200, 400, 401, 405, 413, 429, 500') },
  });
});

it('says which examples there are when asked for an unknown one', async () => {
  const { status, body } = await ask(mock.url, preferring('code=401, example=nope'));
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { title: 'No such example', detail: expect.stringContaining('invalid-token, empty-token') },
  });
});

it('says which code an example belongs to when the code is left out', async () => {
  const { body } = await ask(mock.url, preferring('example=rate-limited'));
  expect(body).toMatchObject({ detail: expect.stringContaining('Prefer: code=429, example=rate-limited') });
});

it('makes up the same answer twice from the same seed', async () => {
  const first = await ask(mock.url, preferring('dynamic=true, seed=7'));
  const second = await ask(mock.url, preferring('dynamic=true, seed=7'));
  expect(first.status).toBe(200);
  expect(first.body).toEqual(second.body);
  expect(first.body).not.toEqual(exampleAnswer(operationOf('blueking'), 'accepted').body);
});

it('ignores preferences that are not its own', async () => {
  const answer = await ask(mock.url, preferring('return=minimal, wait=10'));
  expect(answer.status).toBe(200);
});
