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

it('takes every member that has one value, also of objects inside and of parts', () => {
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
    members: { '/code': 0, '/content/ok': true, '/a~1b': '' },
  });
});

it('finds the schema among those that the answer may have', () => {
  const schemas = {
    Accepted: { properties: { code: { const: '200' } } },
    Refused: { properties: { code: { const: '500' } } },
  };
  const either = { anyOf: [{ $ref: '#/components/schemas/Refused' }, Accepted] };
  expect(acceptanceOf(...documentWith(schemas, either)).members).toEqual({ '/code': '200' });
});

it('says which operation has no schema of a success', () => {
  expect(() => acceptanceOf(...documentWith({ Accepted: {} }, { type: 'object' }))).toThrow(
    'no answer of push says by #/components/schemas/Accepted what a success is',
  );
});
