import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { companionHeaderTable, headerTable, keyHeaderTable } from './header-tables.ts';

it('lists headers with their fixed value, headers that are sent with another one, and headers that carry a key', () => {
  const post = {
    operationId: 'push',
    requestBody: { content: { 'application/json': { schema: {} } } },
    parameters: [
      { name: 'x-version', in: 'header', schema: { const: '1.0' } },
      { name: 'Date', in: 'header', schema: { type: 'string' } },
      {
        name: 'x-kind',
        in: 'header',
        'x-sent-with': { header: 'Date', value: 'dated' },
        schema: { type: 'string' },
      },
      { name: 'id', in: 'path', schema: { type: 'string' } },
    ],
  };
  const securitySchemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-KEY' },
    other: { type: 'apiKey', in: 'query', name: 'key' },
  };
  const info = { 'x-provenance': 'assumed', 'x-source': 's' };
  const document = { info, paths: { '/push/{id}': { post } }, components: { schemas: {}, securitySchemes } };
  expect(headerTable(document as unknown as OpenApiDocument)).toEqual({
    push: { 'x-version': '1.0', Date: null, 'x-kind': null },
  });
  expect(companionHeaderTable(document as unknown as OpenApiDocument)).toEqual({
    push: { 'x-kind': { header: 'Date', value: 'dated' } },
  });
  expect(keyHeaderTable(document as unknown as OpenApiDocument)).toEqual({ key: 'X-KEY' });
});
