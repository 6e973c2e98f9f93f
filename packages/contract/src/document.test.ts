import { expect, it } from 'vitest';
import { type OpenApiDocument, operationsOf } from './document.ts';

it.each([undefined, {}, 'openapi: 3.1.1', { paths: null }])(
  'has no operations of what is no document: %j',
  (value) => {
    expect(() => operationsOf(value as unknown as OpenApiDocument)).toThrow(
      new TypeError(
        'this is no OpenAPI document, as it has no paths: give a parsed one, such as of loadBundle',
      ),
    );
  },
);
