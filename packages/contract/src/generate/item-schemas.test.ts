import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import type { JsonObject, OpenApiDocument } from '../document.ts';
import { itemReasonTable, itemSchemas } from './item-schemas.ts';

/** Returns a contract with one operation that accepts a list of these items. */
function documentOf(item: JsonObject, others: JsonObject = {}): OpenApiDocument {
  const body = { type: 'array', items: { $ref: '#/components/schemas/Item' } };
  const operation = {
    operationId: 'push',
    'x-item-pointer': '',
    'x-max-depth': { depth: 8, reason: 'too-deep' },
    'x-max-body-bytes': { bytes: null },
    'x-request-reasons': { other: 'other', 'empty-body': 'empty' },
    requestBody: { content: { 'application/json': { schema: body } } },
  };
  const codes = ['too-deep', 'other', 'empty', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const reason = {
    outcome: 'rejected',
    status: 400,
    message: 'm',
    fix: 'f',
    source: 's',
    provenance: 'assumed',
  };
  return {
    info: { 'x-provenance': 'assumed', 'x-source': 's' },
    paths: { '/push': { post: operation } },
    components: { schemas: { Item: item, ...others } },
    'x-reasons': Object.fromEntries(codes.map((code) => [code, reason])),
  } as unknown as OpenApiDocument;
}

it('inlines references and leaves out prose', () => {
  const document = documentOf(
    { description: 'd', properties: { at: { $ref: '#/components/schemas/Time' } } },
    { Time: { title: 't', type: 'string', 'x-source': 's', 'x-reason': 'a' } },
  );
  expect(itemSchemas(document).item?.rules).toEqual({
    properties: { at: { type: 'string', 'x-reason': 'a' } },
  });
});

it('keeps properties that are named like keywords', () => {
  const document = documentOf({ properties: { title: { type: 'string' }, description: true } });
  expect(itemSchemas(document).item?.rules).toEqual({
    properties: { title: { type: 'string' }, description: true },
  });
});

it('puts the soft rules into a separate schema', () => {
  const document = documentOf({ 'x-advice': [{ schema: { required: ['a'] }, reason: 'b' }] });
  const { rules, advice } = itemSchemas(document).item ?? {};
  expect(rules).toEqual({});
  expect(advice).toEqual({ allOf: [{ required: ['a'], 'x-reason': 'b' }] });
});

it('has an item of each kind with the name that the vendor uses', () => {
  const kinds = itemSchemas(loadBundle('blueking', 'documented'));
  expect(Object.entries(kinds).map(([kind, { wireName }]) => [kind, wireName])).toEqual([
    ['metric', 'timeseries'],
    ['event', 'event'],
  ]);
  expect(kinds.metric?.rules.required).toEqual(['metrics', 'target']);
});

it('uses the whole body as the item if there is no list', () => {
  const { rules } = itemSchemas(loadBundle('guance', 'documented')).item ?? {};
  expect(Object.keys(rules?.properties ?? {})).toEqual(['event', 'extraData']);
});

it('lists exactly the reasons of the rules of an item', () => {
  const document = documentOf({
    'x-reason': { type: 'a', required: 'b' },
    'x-unknown-members': 'c',
    'x-beyond-schema': ['d'],
    properties: {
      at: {
        'x-max-future': { seconds: 1, reason: 'e' },
        'x-advice': [{ schema: { minimum: 1 }, reason: 'f' }],
      },
    },
  });
  const table = itemReasonTable(document);
  expect(Object.keys(table)).toEqual(['too-deep', 'other', 'a', 'b', 'c', 'd', 'e', 'f']);
  expect(table.a).toEqual({ outcome: 'rejected', message: 'm', fix: 'f' });
});
