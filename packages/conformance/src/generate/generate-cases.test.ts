import { apiNames, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { contractOf, loadContract } from '../contract/contract.ts';
import { uncoveredRules } from '../coverage/uncovered-rules.ts';
import { loadScenarios } from '../scenario/load.ts';
import { generateCases } from './generate-cases.ts';
import type { GeneratedCase } from './generated-case.ts';

const blueking = loadContract('blueking', 'documented');
const cloudmonitor = loadContract('cloudmonitor', 'documented');
const cases = await generateCases(blueking);
const events = await generateCases(cloudmonitor);

/** Returns the reasons of the cases with this name. `location is (label)` matches every value there with the label. */
const named = (list: readonly GeneratedCase[], name: string) => {
  const [, location = '', label = ''] = /^(.* is) \((.*)\)$/.exec(name) ?? [];
  const fits = ({ id }: GeneratedCase) =>
    label ? id.includes(`: ${location} `) && endsWithLabel(id, label) : id.endsWith(`: ${name}`);
  return list.filter(fits).map(({ reason }) => reason);
};

const endsWithLabel = (id: string, label: string) => id.endsWith(`(${label})`) || id.endsWith(`; ${label})`);

/** Returns a copy of the contract with one change. */
function changedContract(change: (document: typeof blueking.document) => void) {
  const document = structuredClone(blueking.document);
  change(document);
  return contractOf(document, blueking);
}

it.each(apiNames.flatMap((api) => profiles.map((profile) => [api, profile] as const)))(
  'every rule of %s (%s) has a case that keeps it and one that breaks it',
  async (api, profile) => {
    const contract = loadContract(api, profile);
    const all = [...(await loadScenarios({ api })), ...(await generateCases(contract))];
    expect(await uncoveredRules(contract, all)).toEqual([]);
  },
);

it('tries one character less than a limit, exactly the limit and one more, also with surrogate pairs', () => {
  const at = (label: string) => named(cases, `event: data.0.event_name is (${label})`);
  expect(['maxLength - 1', 'maxLength', 'maxLength + 1'].flatMap(at)).toEqual([
    'accepted',
    'accepted',
    'event-name-too-long',
  ]);
  expect(at('maxLength, in characters of two UTF-16 units')).toEqual(['accepted']);
});

it('tries one event more than a request allows', () => {
  expect(named(events, 'the body is (maxItems)')).toEqual(['accepted']);
  expect(named(events, 'the body is (maxItems + 1)')).toEqual(['too-many-events']);
});

it('expects the reason of the broken node', () => {
  expect(named(cases, 'metric: data.0.target is absent')).toEqual(['target-missing']);
  expect(named(cases, 'metric: data.0.target is "" (an empty string)')).toEqual(['target-empty']);
  expect(named(cases, 'metric: data.0.target is null')).toEqual(['target-type']);
});

it('omits each optional property, and sends it alone', () => {
  expect(named(cases, 'metric: data.0.dimension is absent')).toEqual(['accepted']);
  expect(named(cases, 'metric: data.0.dimension is (the only optional property)')).toEqual(['accepted']);
});

it('sends JSON that JavaScript cannot produce', () => {
  const [overflow] = cases.filter(({ id }) => id.endsWith('cpu_load is 1e999 (not a valid double)'));
  expect(overflow).toMatchObject({ reason: 'metric-value' });
  expect(String(overflow?.raw?.body)).toContain('"cpu_load":1e999');
});

it('is a typed call wherever a client accepts it, and never contains a credential', () => {
  const calls = cases.filter(({ call }) => call !== undefined);
  expect(calls.length).toBeGreaterThan(cases.length / 2);
  const [raw] = cases.filter(({ id }) => id.endsWith('metric: version is "text" (a string)'));
  expect(raw?.raw?.json).toMatchObject({ access_token: '{{blueking.metric.accessToken}}' });
});

it('generates the same cases for the same seed, and other strings for another', async () => {
  expect(JSON.stringify(await generateCases(blueking, { seed: 1 }))).toBe(JSON.stringify(cases));
  expect(JSON.stringify(await generateCases(blueking, { seed: 2 }))).not.toBe(JSON.stringify(cases));
});

it('follows a changed limit of the contract', async () => {
  const contract = changedContract(({ components }) => {
    Object.assign(components.schemas.EventItem?.properties as object, {
      event_name: { type: 'string', maxLength: 15, 'x-reason': 'event-name-too-long' },
    });
  });
  const changed = await generateCases(contract);
  const [tooLong] = changed.filter(({ id }) =>
    id.endsWith('event: data.0.event_name is "aaaaaaaaaaaaaaaa" (maxLength + 1)'),
  );
  expect(tooLong).toMatchObject({
    reason: 'event-name-too-long',
    call: { data: [{ event_name: 'a'.repeat(16) }] },
  });
});

it('rejects a contract whose own example is invalid', async () => {
  const contract = changedContract(({ components }) => {
    const item = components.schemas.MetricItem as { properties: Record<string, object> };
    item.properties.target = { type: 'string', format: 'ipv4', 'x-reason': 'target-type' };
  });
  await expect(generateCases(contract)).rejects.toThrow('the example metrics of blueking breaks');
});

const guance = loadContract('guance', 'documented');
const string = { type: 'string', 'x-reason': 'title-type' };

it.each<[string, object]>([
  ['minimum and maximum', { type: 'integer', minimum: 3, maximum: 9 }],
  ['exclusive bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 10 }],
  ['multipleOf', { type: 'number', multipleOf: 5 }],
  ['lengths', { type: 'string', minLength: 2, maxLength: 4 }],
  ['pattern', { type: 'string', pattern: '^[a-c]{2}-[0-9]+$' }],
  ...['uuid', 'date-time', 'date', 'uri', 'ipv4', 'ipv6'].map((format): [string, object] => [
    `format ${format}`,
    { type: 'string', format },
  ]),
  ['element counts', { type: 'array', items: string, minItems: 1, maxItems: 3 }],
  ['uniqueItems', { type: 'array', items: string, uniqueItems: true }],
  [
    'closed objects',
    { type: 'object', properties: { a: string }, required: ['a'], additionalProperties: false },
  ],
  ['property counts', { type: 'object', additionalProperties: string, minProperties: 1, maxProperties: 2 }],
  ['enum of numbers', { enum: [1, 2] }],
  ['const', { const: 'x' }],
  ['not', { type: 'string', not: { enum: ['a', 'b'] } }],
  ['a choice', { anyOf: [{ type: 'string' }, { type: 'number', minimum: 5 }] }],
])('%s: cases keep and break a keyword that is new at its location', async (_, keywords) => {
  const document = structuredClone(guance.document);
  const { properties } = document.components.schemas.Event as { properties: Record<string, object> };
  properties.sample = { ...keywords, 'x-reason': 'title-type' };
  const contract = contractOf(document, guance);
  const open = await uncoveredRules(contract, await generateCases(contract));
  expect(open.filter((item) => item.includes('/sample'))).toEqual([]);
});

it('names the pointer of a rule that no case can break', async () => {
  const contract = changedContract(({ components }) => {
    const item = components.schemas.MetricItem as { properties: Record<string, object> };
    // Every string satisfies it.
    Object.assign(item.properties.target as object, { pattern: '^[^]*$' });
  });
  expect(await uncoveredRules(contract, await generateCases(contract))).toContain(
    '/components/schemas/MetricItem/properties/target/pattern invalid',
  );
});
