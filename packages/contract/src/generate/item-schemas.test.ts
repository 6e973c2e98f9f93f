import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import type { JsonObject, OpenApiDocument } from '../document.ts';
import { itemReasonTable } from './item-reasons.ts';
import { itemSchemas } from './item-schemas.ts';

/** A contract with one operation that takes a list of these items. */
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

it('writes out what is referred to, and leaves out what only people read', () => {
  const document = documentOf(
    { description: 'd', properties: { at: { $ref: '#/components/schemas/Time' } } },
    { Time: { title: 't', type: 'string', 'x-source': 's', 'x-reason': 'a' } },
  );
  expect(itemSchemas(document).item?.rules).toEqual({
    properties: { at: { type: 'string', 'x-reason': 'a' } },
  });
});

it('keeps members that are called like keywords', () => {
  const document = documentOf({ properties: { title: { type: 'string' }, description: true } });
  expect(itemSchemas(document).item?.rules).toEqual({
    properties: { title: { type: 'string' }, description: true },
  });
});

it('puts the soft rules into a schema of their own', () => {
  const document = documentOf({ 'x-advice': [{ schema: { required: ['a'] }, reason: 'b' }] });
  const { rules, advice } = itemSchemas(document).item ?? {};
  expect(rules).toEqual({});
  expect(advice).toEqual({ allOf: [{ required: ['a'], 'x-reason': 'b' }] });
});

it('knows an item of each kind, in the words of the vendor', () => {
  const kinds = itemSchemas(loadBundle('blueking', 'documented'));
  expect(Object.entries(kinds).map(([kind, { wireName }]) => [kind, wireName])).toEqual([
    ['metric', 'timeseries'],
    ['event', 'event'],
  ]);
  expect(kinds.metric?.rules.required).toEqual(['metrics', 'target']);
});

it('takes the whole body for the item where there is no list', () => {
  const { rules } = itemSchemas(loadBundle('guance', 'documented')).item ?? {};
  expect(Object.keys(rules?.properties ?? {})).toEqual(['event', 'extraData']);
});

it('lists every reason that a rule of the item leads to, and no other', () => {
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
