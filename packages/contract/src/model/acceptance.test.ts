import { expect, it } from 'vitest';
import type { JsonObject, OpenApiDocument } from '../document.ts';
import { acceptanceOf } from './acceptance.ts';

function documentWith(schemas: Record<string, JsonObject>, schema: JsonObject) {
  const operation: JsonObject = {
    operationId: 'push',
    responses: {
      400: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } } },
      202: { content: { 'application/json': { schema } } },
    },
  };
  return [{ components: { schemas } } as unknown as OpenApiDocument, operation] as const;
}

const Accepted = { $ref: '#/components/schemas/Accepted' };

it('includes every fixed value, also in nested objects and `allOf` parts', () => {
  const schemas = {
    Envelope: { properties: { code: { const: 0 }, message: { type: 'string' } } },
    Accepted: {
      allOf: [
        { $ref: '#/components/schemas/Envelope' },
        { properties: { content: { properties: { ok: { const: true }, id: { type: 'string' } } } } },
      ],
      properties: { 'a/b': { const: '' } },
    },
  };
  expect(acceptanceOf(...documentWith(schemas, Accepted))).toEqual({
    status: 202,
    values: { '/code': 0, '/content/ok': true, '/a~1b': '' },
  });
});

it('finds the schema among alternatives', () => {
  const schemas = {
    Accepted: { properties: { code: { const: '200' } } },
    Refused: { properties: { code: { const: '500' } } },
  };
  const either = { anyOf: [{ $ref: '#/components/schemas/Refused' }, Accepted] };
  expect(acceptanceOf(...documentWith(schemas, either)).values).toEqual({ '/code': '200' });
});

it('names the operation that does not define success', () => {
  expect(() => acceptanceOf(...documentWith({ Accepted: {} }, { type: 'object' }))).toThrow(
    'no response of push has the schema #/components/schemas/Accepted with a fixed value',
  );
});
