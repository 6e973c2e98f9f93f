import {
  isObject,
  loadBundle,
  operationsOf,
  requestExamples,
  type Vendor,
  vendors,
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
  readonly vendor: Vendor;
  readonly status: number;
  readonly name: string;
  readonly value: unknown;
}

/** Every example of a response of the documented contracts. */
const examples: readonly Example[] = vendors.flatMap((vendor) => {
  const [entry] = operationsOf(loadBundle(vendor, 'documented'));
  return Object.entries((entry?.operation.responses ?? {}) as object).flatMap(([status, { content = {} }]) =>
    (Object.values(content) as { examples: Record<string, { value: unknown }> }[]).flatMap((media) =>
      Object.entries(media.examples).map(([name, { value }]) => ({
        vendor,
        status: Number(status),
        name,
        value,
      })),
    ),
  );
});

const [successes, refusals] = [200, 400].map((from) =>
  examples.filter(({ status }) => (from === 200 ? status < 300 : status >= 300)),
) as [Example[], Example[]];

/** Sends the first example of the contract, which is a valid request. */
async function push(vendor: Vendor, { prefer, query = '' }: { prefer?: string; query?: string }) {
  const document = loadBundle(vendor, 'documented');
  const [entry] = operationsOf(document);
  if (!entry) throw new Error(`the contract of ${vendor} has no operation`);
  const parameters = ((entry.operation.parameters ?? []) as Record<string, unknown>[]).map((parameter) => ({
    in: parameter.in,
    name: String(parameter.name),
    value: String(
      parameter.example ??
        (isObject(parameter.schema as never) ? (parameter.schema as { const?: string }).const : '') ??
        'any',
    ),
  }));
  const exampleFor = (name: string) => parameters.find((one) => one.name === name)?.value ?? 'any';
  const path = entry.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(exampleFor(name)));
  const headers = parameters.filter((one) => one.in === 'header').map(({ name, value }) => [name, value]);
  const response = await fetch(`${url}${path}${query}`, {
    method: entry.method,
    headers: {
      ...Object.fromEntries(headers),
      authorization: 'any',
      'content-type': Object.keys((entry.operation.requestBody as { content: object }).content)[0] ?? '',
      ...(prefer !== undefined && { prefer }),
    },
    body: JSON.stringify(requestExamples(document, entry)[0]?.value),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it.each(successes)(
  'responds with the example $name of a success of $vendor when it is named alone',
  async (example) => {
    const { vendor, status, name, value } = example;
    const expected = { status, body: value };
    expect(await push(vendor, { prefer: `example=${name}` })).toEqual(expected);
    expect(await push(vendor, { prefer: `example="${name}"` })).toEqual(expected);
    expect(await push(vendor, { prefer: `return=minimal, Example=${name}` })).toEqual(expected);
    expect(await push(vendor, { query: `?__example=${name}` })).toEqual(expected);
  },
);

it('finds a success with more than one example to choose from', () => {
  const counts = Map.groupBy(successes, ({ vendor }) => vendor);
  expect(Math.max(...[...counts.values()].map((list) => list.length))).toBeGreaterThan(1);
});

it.each(refusals)(
  'says which code the example $name of $vendor needs when it is named alone',
  async (example) => {
    const { vendor, status, name } = example;
    const answer = await push(vendor, { prefer: `example=${name}` });
    expect(answer).toMatchObject({ status: 404, body: { title: 'No such example' } });
    expect(answer.body.detail).toContain(`Prefer: code=${status}, example=${name}`);
    const { body, status: preferred } = await push(vendor, { prefer: `code=${status}, example=${name}` });
    expect({ status: preferred, body }).toEqual({ status, body: example.value });
  },
);

it.each(vendors)(
  'lists the examples of a success of %s when an unknown one is named alone',
  async (vendor) => {
    const { status, body } = await push(vendor, { prefer: 'example=accept' });
    expect(status).toBe(404);
    for (const { name } of successes.filter((one) => one.vendor === vendor))
      expect(body.detail).toContain(name);
  },
);
