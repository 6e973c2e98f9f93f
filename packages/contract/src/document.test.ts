import { expect, it } from 'vitest';
import { type OpenApiDocument, operationsOf } from './document.ts';

it.each([undefined, {}, 'openapi: 3.1.1', { paths: null }])(
  'rejects a value that is not an OpenAPI document: %j',
  (value) => {
    expect(() => operationsOf(value as unknown as OpenApiDocument)).toThrow(
      new TypeError(
        'not an OpenAPI document, because it has no `paths`: pass a parsed document, such as one from loadBundle()',
      ),
    );
  },
);
