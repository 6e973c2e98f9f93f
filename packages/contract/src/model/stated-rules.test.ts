import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { isObject, type OperationEntry, operationsOf, valueAt } from '../document.ts';
import { customRules } from './schema-rules.ts';
import { statedReasons, statedSchemeParts, statedSigningRules, statedTolerances } from './stated-rules.ts';

const bundles = (['guance', 'cloudmonitor', 'blueking'] as const).map((api) => {
  const document = loadBundle(api, 'receiver');
  return { api, document, entry: operationsOf(document)[0] as OperationEntry };
});
const [guance] = bundles as [(typeof bundles)[0]];

it.each(bundles)('points at the rules of $api', ({ document, entry }) => {
  const stated = [...statedTolerances(entry), ...statedReasons(entry), ...statedSigningRules(entry)];
  expect(stated.length).toBeGreaterThan(0);
  expect(stated.filter(({ pointer }) => valueAt(document, pointer) === undefined)).toEqual([]);
});

it('lists the parts of each signing scheme with the reasons of the contract', () => {
  const document = loadBundle('cloudmonitor-rpc', 'documented');
  for (const entry of operationsOf(document)) {
    const parts = statedSchemeParts(entry);
    expect(new Set(parts.map(({ scheme }) => scheme))).toEqual(new Set(['acs3', 'rpc-v1']));
    expect(parts.filter(({ pointer, reason }) => valueAt(document, pointer) !== reason)).toEqual([]);
  }
  expect(statedSchemeParts(guance.entry)).toEqual([]);
});

it('lists the reason of each mistake in a request', () => {
  expect(statedReasons(guance.entry)).toContainEqual({
    problem: 'empty-body',
    reason: (guance.entry.operation['x-request-reasons'] as Record<string, string>)['empty-body'],
    pointer: `${guance.entry.pointer}/x-request-reasons/empty-body`,
  });
});

it('leaves out tolerances that are off', () => {
  const operation = { 'x-media-type-parameters': false, 'x-accepts-control-characters': true };
  const kinds = statedTolerances({ ...guance.entry, operation }).map(({ kind }) => kind);
  expect(kinds).toEqual(['control-characters']);
});

it('returns pointers below the node', () => {
  const node = {
    'x-beyond-schema': ['code-of-a-rule'],
    'x-advice': [{ reason: 'too-long', schema: { maxLength: 3 } }],
    'x-unknown-members': 'unknown-name',
    'x-max-future': { seconds: 5, reason: 'too-late' },
    'x-integer-literal': 'not-whole',
    'x-compared-bits': 32,
  };
  const rules = customRules(node);
  expect(rules.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['beyond-schema', 'code-of-a-rule'],
    ['advice', 'too-long'],
    ['unknown-properties', 'unknown-name'],
    ['max-future', 'too-late'],
    ['integer-literal', 'not-whole'],
    ['compared-bits', undefined],
  ]);
  expect(rules.every(({ location, title }) => valueAt(node, location) !== undefined && title in node)).toBe(
    true,
  );
  expect(isObject(valueAt(node, `${rules[1]?.location}/schema`))).toBe(true);
});
