import { expect, it } from 'vitest';
import { type ApiName, loadBundle } from './bundle.ts';
import { type Json, type OpenApiDocument, type OperationEntry, operationsOf, valueAt } from './document.ts';
import { withoutTimes } from './without-times.ts';

function withoutTimesOf(document: OpenApiDocument, body: Json): Json {
  return withoutTimes(document, operationsOf(document)[0] as OperationEntry, body);
}

const bodies: readonly [ApiName, body: Json, expected: Json][] = [
  [
    'blueking',
    { data_id: 1, data: [{ timestamp: 5, target: 'a', dimension: { time: 'x' } }, { target: 'b' }] },
    { data_id: 1, data: [{ target: 'a', dimension: { time: 'x' } }, { target: 'b' }] },
  ],
  ['cloudmonitor', [{ name: 'n', time: '20261121T083000.000+0800' }], [{ name: 'n' }]],
  [
    'guance',
    { event: { date: 5, dimension_tags: { date: 'today' } }, extraData: { date: 'x' } },
    { event: { dimension_tags: { date: 'today' } }, extraData: { date: 'x' } },
  ],
];

it.each(bodies)('removes only the times of items from a body for %s', (api, body, expected) => {
  expect(withoutTimesOf(loadBundle(api, 'documented'), body)).toEqual(expected);
});

it('removes the property that the contract marks, whatever its name', () => {
  const document = structuredClone(loadBundle('guance', 'documented'));
  const properties = valueAt(document, '/components/schemas/Event/properties') as Record<string, Json>;
  properties.occurredAt = { type: 'string', 'x-receipt-time': 'date-defaulted' };
  delete properties.date;
  expect(withoutTimesOf(document, { event: { date: 5, occurredAt: 'now' } })).toEqual({ event: { date: 5 } });
});

it('returns a value of another shape as it is', () => {
  const document = loadBundle('blueking', 'documented');
  for (const body of [null, 'text', [1], { data: 'none' }])
    expect(withoutTimesOf(document, body)).toEqual(body);
});
