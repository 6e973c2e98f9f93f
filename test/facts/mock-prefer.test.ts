import {
  type ApiName,
  apiNames,
  loadBundle,
  onlyValueOf,
  operationsOf,
  parametersOf,
  readContract,
  readOperation,
  requestExamples,
} from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';

const mock = createMock();
let url: string;
beforeAll(async () => {
  ({ url } = await mock.listen({ port: 0 }));
});
afterAll(() => mock.close());

interface Example {
  readonly api: ApiName;
  readonly status: number;
  readonly name: string;
  readonly value: unknown;
}

/** Every example of a response of the documented contracts. */
const examples: readonly Example[] = apiNames.flatMap((api) => {
  const { operations } = readContract(loadBundle(api, 'documented'), { api, profile: 'documented' });
  return (operations[0]?.responses ?? []).flatMap(({ status, examples }) =>
    [...examples].map(([name, value]) => ({ api, status, name, value })),
  );
});

const [successes, refusals] = [200, 400].map((from) =>
  examples.filter(({ status }) => (from === 200 ? status < 300 : status >= 300)),
) as [Example[], Example[]];

/** Sends the first example of the contract, which is a valid request. */
async function push(api: ApiName, { prefer, query = '' }: { prefer?: string; query?: string }) {
  const document = loadBundle(api, 'documented');
  const [entry] = operationsOf(document);
  if (!entry) throw new Error(`the contract of ${api} has no operation`);
  const parameters = ((entry.operation.parameters ?? []) as Record<string, unknown>[]).map((parameter) => ({
    in: parameter.in,
    name: String(parameter.name),
    value: String(parameter.example ?? onlyValueOf(parameter.schema as never) ?? 'any'),
  }));
  const exampleFor = (name: string) => parameters.find((one) => one.name === name)?.value ?? 'any';
  const { rpc } = readOperation(document, entry);
  const path = (entry.path.split('#')[0] ?? '').replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(exampleFor(name)),
  );
  const headers = parameters.filter((one) => one.in === 'header').map(({ name, value }) => [name, value]);
  const example = requestExamples(document, entry)[0]?.value ?? null;
  const response = await fetch(`${url}${path}${query}`, {
    method: entry.method,
    headers: {
      ...Object.fromEntries(headers),
      authorization: 'any',
      'content-type': Object.keys((entry.operation.requestBody as { content: object }).content)[0] ?? '',
      ...(prefer !== undefined && { prefer }),
    },
    body: rpc ? parametersOf(rpc, example) : JSON.stringify(example),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it.each(successes)(
  'responds with the success example $name of $api when only its name is given',
  async (example) => {
    const { api, status, name, value } = example;
    const expected = { status, body: value };
    expect(await push(api, { prefer: `example=${name}` })).toEqual(expected);
    expect(await push(api, { prefer: `example="${name}"` })).toEqual(expected);
    expect(await push(api, { prefer: `return=minimal, Example=${name}` })).toEqual(expected);
    expect(await push(api, { query: `?__example=${name}` })).toEqual(expected);
  },
);

it('has a success with more than one example', () => {
  const counts = Map.groupBy(successes, ({ api }) => api);
  expect(Math.max(...[...counts.values()].map((list) => list.length))).toBeGreaterThan(1);
});

it.each(refusals)(
  'names the code that the example $name of $api needs when only its name is given',
  async (example) => {
    const { api, status, name } = example;
    const answer = await push(api, { prefer: `example=${name}` });
    expect(answer).toMatchObject({ status: 404, body: { title: 'No such example' } });
    expect(answer.body.detail).toContain(`Prefer: code=${status}, example=${name}`);
    const { body, status: preferred } = await push(api, { prefer: `code=${status}, example=${name}` });
    expect({ status: preferred, body }).toEqual({ status, body: example.value });
  },
);

it.each(apiNames)('lists the success examples of %s when only an unknown name is given', async (api) => {
  const { status, body } = await push(api, { prefer: 'example=accept' });
  expect(status).toBe(404);
  for (const { name } of successes.filter((one) => one.api === api)) expect(body.detail).toContain(name);
});
