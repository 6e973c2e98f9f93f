import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { refusedNameTable } from './tables.ts';

function documentWith(schemas: object): OpenApiDocument {
  return { components: { schemas } } as unknown as OpenApiDocument;
}

it('reads the names and prefixes that a schema refuses', () => {
  const schemas = {
    Reserved: { type: 'string', not: { enum: ['source', 'time'] } },
    Single: { type: 'string', not: { const: '__proto__' } },
    Prefixed: { type: 'string', not: { pattern: '^(_|df_)' } },
  };
  expect(refusedNameTable(documentWith(schemas))).toEqual({
    Reserved: { names: ['source', 'time'], prefixes: [] },
    Single: { names: ['__proto__'], prefixes: [] },
    Prefixed: { names: [], prefixes: ['_', 'df_'] },
  });
});

it('skips schemas that refuse nothing, or something other than names', () => {
  const schemas = { Name: { type: 'string' }, Choice: { type: 'object', not: { required: ['a'] } } };
  expect(refusedNameTable(documentWith(schemas))).toEqual({});
});
