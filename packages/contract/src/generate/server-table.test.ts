import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { headerTable, keyHeaderTable, serverTable } from './tables.ts';

it('lists the addresses by network and region, the first of each region, without those to be filled in', () => {
  const servers = [
    { url: 'https://a', 'x-region': 'A', 'x-network': 'public' },
    { url: 'http://a', 'x-region': 'A', 'x-network': 'vpc' },
    { url: 'http://a2', 'x-region': 'A', 'x-network': 'vpc' },
    { url: 'https://b', 'x-region': 'B' },
    { url: 'https://{host}', 'x-region': 'Private', variables: { host: { default: 'h' } } },
    { url: 'http://127.0.0.1' },
  ];
  expect(serverTable({ servers } as unknown as OpenApiDocument)).toEqual({
    public: { A: 'https://a', B: 'https://b' },
    vpc: { A: 'http://a' },
  });
});

it('lists the headers of an operation with their one value, and the headers that carry a key', () => {
  const post = {
    operationId: 'push',
    parameters: [
      { name: 'x-version', in: 'header', schema: { const: '1.0' } },
      { name: 'Date', in: 'header', schema: { type: 'string' } },
      { name: 'id', in: 'path', schema: { type: 'string' } },
    ],
  };
  const securitySchemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-KEY' },
    other: { type: 'apiKey', in: 'query', name: 'key' },
  };
  const document = { paths: { '/push/{id}': { post } }, components: { schemas: {}, securitySchemes } };
  expect(headerTable(document as unknown as OpenApiDocument)).toEqual({
    push: { 'x-version': '1.0', Date: null },
  });
  expect(keyHeaderTable(document as unknown as OpenApiDocument)).toEqual({ key: 'X-KEY' });
});
