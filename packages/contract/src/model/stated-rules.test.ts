import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { isObject, type OperationEntry, operationsOf, valueAt } from '../document.ts';
import { placedRules } from './schema-rules.ts';
import { statedReasons, statedSigningRules, statedSwitches } from './stated-rules.ts';

const bundles = (['guance', 'cloudmonitor', 'blueking'] as const).map((vendor) => {
  const document = loadBundle(vendor, 'receiver');
  return { vendor, document, entry: operationsOf(document)[0] as OperationEntry };
});
const [guance] = bundles as [(typeof bundles)[0]];

it.each(bundles)('points at what $vendor states', ({ document, entry }) => {
  const stated = [...statedSwitches(entry), ...statedReasons(entry), ...statedSigningRules(entry)];
  expect(stated.length).toBeGreaterThan(0);
  expect(stated.filter(({ pointer }) => valueAt(document, pointer) === undefined)).toEqual([]);
});

it('names the reason of each fault of a request', () => {
  expect(statedReasons(guance.entry)).toContainEqual({
    fault: 'empty-body',
    reason: (guance.entry.operation['x-request-reasons'] as Record<string, string>)['empty-body'],
    pointer: `${guance.entry.pointer}/x-request-reasons/empty-body`,
  });
});

it('states no switch that is off', () => {
  const operation = { 'x-media-type-parameters': false, 'x-accepts-control-characters': true };
  const kinds = statedSwitches({ ...guance.entry, operation }).map(({ kind }) => kind);
  expect(kinds).toEqual(['control-characters']);
});

it('places every rule of a node below it', () => {
  const node = {
    'x-beyond-schema': ['code-of-a-rule'],
    'x-advice': [{ reason: 'too-long', schema: { maxLength: 3 } }],
    'x-unknown-members': 'unknown-name',
    'x-max-future': { seconds: 5, reason: 'too-late' },
    'x-integer-literal': 'not-whole',
    'x-compared-bits': 32,
  };
  const rules = placedRules(node);
  expect(rules.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['beyond-schema', 'code-of-a-rule'],
    ['advice', 'too-long'],
    ['unknown-properties', 'unknown-name'],
    ['max-future', 'too-late'],
    ['integer-literal', 'not-whole'],
    ['compared-bits', undefined],
  ]);
  expect(rules.every(({ place, title }) => valueAt(node, place) !== undefined && title in node)).toBe(true);
  expect(isObject(valueAt(node, `${rules[1]?.place}/schema`))).toBe(true);
});
